import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { type AddressInfo, BlockList } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { borderOf } from "./border.ts";

const ACTION = "40b490e4de357e826c6408469b2d67ac83351ea7dc";
const MB = 1024 * 1024;

let isReplaced = false;

/** Answers with what it got to see: the method, the path and the body's length. */
const server = createServer(
  borderOf(
    async (asked, response) => {
      let bytes = 0;
      for await (const piece of asked) bytes += (piece as Buffer).length;
      response.end(`${asked.method} ${asked.url} ${bytes}`);
    },
    {
      proxies: new BlockList(),
      publicOrigin: null,
      actionIds: new Set([ACTION]),
      isReplaced: () => isReplaced,
      hasReplica: false,
    },
  ),
);
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Asked = { method?: string; path?: string; headers?: Record<string, string>; body?: string };
type Answered = { status: number; text: string; headers: IncomingHttpHeaders };

function ask({ method = "GET", path = "/", headers = {}, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers, agent: false }, async (response) => {
      const text = (await response.toArray()).join("");
      resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

const statusOf = async (asked: Asked) => (await ask(asked)).status;

function act(body: string, headers: Record<string, string> = {}): Asked {
  const own = { origin, "next-action": ACTION, "content-type": "text/plain;charset=UTF-8" };
  return { method: "POST", path: "/projects/demo", headers: { ...own, ...headers }, body };
}

test.each(["/projects/%ff", "/%", "/a/%zz/b", "/%ED%A0%80", "http://other.example/", "*"])(
  "the address %s cannot be read: 400",
  async (path) => {
    expect(await statusOf({ path })).toBe(400);
  },
);

test("once another Assay updated the database everything is answered 503, and health says so itself", async () => {
  isReplaced = true;
  try {
    expect(await statusOf({})).toBe(503);
    expect(await statusOf(act("[]"))).toBe(503);
    const { status, text } = await ask({ method: "POST", path: "/api/judge/submit", headers: { origin } });
    expect(status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ code: "unavailable" });
    expect(await statusOf({ path: "/api/health" })).toBe(200);
  } finally {
    isReplaced = false;
  }
  expect(await statusOf({})).toBe(200);
});

test("an address that can be read goes on as it came", async () => {
  const path = "/projects/a%20b/%F0%9F%98%80?q=%ff";
  expect((await ask({ path })).text).toBe(`GET ${path} 0`);
});

test.each(["TRACE", "PROPFIND", "QUERY", "PUT", "DELETE"])("a page does not take %s: 405", async (method) => {
  const { status, headers } = await ask({ method, headers: { origin } });
  expect(status).toBe(405);
  expect(headers.allow).toContain("GET");
});

test("a route may take PUT and DELETE, and never TRACE", async () => {
  expect(await statusOf({ method: "DELETE", path: "/api/x", headers: { origin } })).toBe(200);
  expect(await statusOf({ method: "TRACE", path: "/api/x", headers: { origin } })).toBe(405);
});

test("a write from a page of somebody else, or from none, is refused: 403", async () => {
  expect(await statusOf(act("[]", { origin: "https://evil.example" }))).toBe(403);
  expect(await statusOf(act("[]", { origin: "null" }))).toBe(403);
  const { origin: _, ...without } = act("[]").headers ?? {};
  expect(await statusOf({ ...act("[]"), headers: without })).toBe(403);
  expect(await statusOf({ method: "POST", path: "/api/judge/claim", body: "{}" })).toBe(403);
  const foreign = { origin: "https://evil.example" };
  expect(await statusOf({ method: "POST", path: "/api/auth/signout", headers: foreign })).toBe(403);
});

test("a page takes no POST but that of an action of this build", async () => {
  expect(await statusOf({ method: "POST", headers: { origin }, body: "a=b" })).toBe(405);
  const { status, headers } = await ask(act("[]", { "next-action": "0".repeat(42) }));
  expect([status, headers["x-nextjs-action-not-found"]]).toEqual([404, "1"]);
});

test("the arguments of an action go on byte for byte", async () => {
  const body = JSON.stringify([
    "demo",
    { text: "$$5 ü", none: "$undefined", far: "$Infinity", deep: [[[1]]] },
  ]);
  expect((await ask(act(body))).text).toBe(`POST /projects/demo ${Buffer.byteLength(body)}`);
  const large = JSON.stringify(["x".repeat(MB - 10)]);
  expect((await ask(act(large))).text).toBe(`POST /projects/demo ${large.length}`);
});

test("an object that is sent once and referred to afterwards goes on", async () => {
  const change = { itemNo: 1, levels: [4, 5] };
  const body = JSON.stringify(["demo", [change, { itemNo: 2, levels: "$0:1:0:levels" }], "$0:1:0"]);
  expect(await statusOf(act(body))).toBe(200);
});

test("references that lead nowhere, in a circle or to ever more are refused", async () => {
  const doubling = Array.from({ length: 19 }, (_, at) => (at === 0 ? [1] : [`$0:${at - 1}`, `$0:${at - 1}`]));
  const lists = [["$0"], ["$0:1"], ["$0:0"], ["a", "$0:0"], [{}, "$0:0:__proto__"], [["$0:0"]], doubling];
  for (const list of lists) expect(await statusOf(act(JSON.stringify(list)))).toBe(400);
});

test.each([
  "",
  "{",
  "{}",
  "null",
  '"x"',
  "\ufeff[]",
  '["$Q1"]',
  '["$F1"]',
  '["$1"]',
  '["$@1"]',
  '[{"a":["$B1"]}]',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
])("arguments of which the beginning is %.20s are refused: 400", async (body) => {
  expect(await statusOf(act(body))).toBe(400);
});

test("arguments come as text and as nothing else", async () => {
  const kinds = [
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/json",
    "",
  ];
  for (const kind of kinds) expect(await statusOf(act("[]", { "content-type": kind }))).toBe(400);
});

test("an announced length beyond the limit is refused before a byte of it comes", async () => {
  const headers = { origin, "content-length": String(600 * MB) };
  expect(await statusOf({ method: "POST", path: "/api/judge/claim", headers })).toBe(413);
  expect(await statusOf(act("[]", { "content-length": String(600 * MB) }))).toBe(413);
});

test("a little too much gets its answer as well", async () => {
  const body = "x".repeat(200 * 1024);
  const chunked = { "transfer-encoding": "chunked", origin };
  expect(await statusOf({ method: "POST", path: "/api/judge/claim", headers: chunked, body })).toBe(413);
  expect(await statusOf({ method: "POST", path: "/api/judge/claim", headers: { origin }, body })).toBe(413);
  expect(await statusOf({ method: "POST", path: "/%", headers: { origin }, body: "{}" })).toBe(400);
});

test.each(["/api/judge/claim", "/api/auth/callback/password", "/projects/demo"])(
  "64 MB to %s without a length are stopped with 413",
  async (path) => {
    const { status, sent } = await pour(path);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(24 * MB);
  },
);

test("what is refused for another reason is not read to its end either", async () => {
  const { status, sent } = await pour("/projects/%ff");
  expect(status).toBe(400);
  expect(sent).toBeLessThan(24 * MB);
});

test("the bytes of a file go on, however many they are", async () => {
  const path = "/api/projects/demo/imports";
  expect(await pour(path)).toEqual({ status: 200, sent: 64 * MB, text: `POST ${path} ${64 * MB}` });
});

/** Sends 64 MB in pieces, as long as there is anybody who takes them; says how much was taken off our hands. */
function pour(path: string): Promise<{ status: number; sent: number; text: string }> {
  const { hostname, port } = new URL(origin);
  const headers = { origin, "next-action": ACTION, "content-type": "text/plain" };
  const piece = Buffer.alloc(MB, "x");
  return new Promise((resolve, reject) => {
    let [sent, isAnswered] = [0, false];
    const asking = request(
      { hostname, port, method: "POST", path, headers, agent: false },
      async (response) => {
        isAnswered = true;
        const text = (await response.toArray().catch(() => [])).join("");
        resolve({ status: response.statusCode ?? 0, sent, text });
        asking.destroy();
      },
    );
    asking.on("error", (error) => {
      if (!isAnswered) reject(error);
    });
    const more = () => {
      while (sent < 64 * MB && !isAnswered && !asking.destroyed) {
        sent += MB;
        if (!asking.write(piece)) return void asking.once("drain", more);
      }
      if (!isAnswered) asking.end();
    };
    more();
  });
}
