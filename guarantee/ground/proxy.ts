import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What may happen to a request on its way. */
export type Trouble =
  /** The connection breaks before anything is passed on */
  | "cut-before"
  /** It is passed on, and the connection breaks before the answer is */
  | "cut-after"
  /** It is passed on, and neither an answer nor an end ever comes */
  | "half-open"
  | "slow"
  /** It is passed on twice at once */
  | "twice"
  /** It is passed on, and once more when others have overtaken it */
  | "again-later";

export type RequestProxy = {
  url: string;
  /** How often each trouble happened */
  made: Partial<Record<Trouble, number>>;
  close(): Promise<void>;
};

type Passed = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

const SLOW_MS = 1500;
const LATER_MS = 3000;
/** Of one connection only: they belong to the message, not to its content. */
const HOP_BY_HOP = ["connection", "keep-alive", "transfer-encoding", "content-length"];

/**
 * One address before several instances: requests go to them in turn, so that one person is now here, now there. What
 * `trouble` says happens to each request.
 */
export async function openProxy(
  ports: readonly number[],
  trouble: (path: string) => Trouble | null = () => null,
): Promise<RequestProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const made: RequestProxy["made"] = {};
  let turn = 0;
  const pass = (request: http.IncomingMessage, body: Buffer) =>
    passOn(agent, ports[turn++ % ports.length] as number, request, body);
  const server = http.createServer(async (request, response) => {
    try {
      const body = await collect(request);
      const kind = trouble(request.url ?? "");
      if (kind !== null) made[kind] = (made[kind] ?? 0) + 1;
      const passed = await (kind === null
        ? pass(request, body)
        : makeTrouble(kind, () => pass(request, body)));
      if (passed === "cut") response.destroy();
      else if (passed !== "never") answer(response, passed);
    } catch {
      // No instance there, or it ended in the middle: whoever asked sees a broken connection.
      response.destroy();
    }
  });
  // What never gets an answer is ended by whoever asked.
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    made,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function makeTrouble(kind: Trouble, pass: () => Promise<Passed>): Promise<Passed | "cut" | "never"> {
  if (kind === "cut-before") return "cut";
  if (kind === "slow") await pause(Math.random() * SLOW_MS);
  if (kind === "twice") void pass().catch(() => {});
  const passed = await pass();
  if (kind === "again-later") setTimeout(() => void pass().catch(() => {}), Math.random() * LATER_MS);
  if (kind === "cut-after") return "cut";
  return kind === "half-open" ? "never" : passed;
}

function passOn(
  agent: http.Agent,
  port: number,
  { method, url, headers }: http.IncomingMessage,
  body: Buffer,
): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
    const path = url ?? "/";
    const sent = { host: "127.0.0.1", port, method: method ?? "GET", path, agent };
    const request = http.request({ ...sent, headers: { ...own, "content-length": body.length } });
    request.on("error", reject);
    request.on("response", (response) => {
      collect(response).then(
        (collected) =>
          resolve({ status: response.statusCode ?? 500, headers: response.headers, body: collected }),
        reject,
      );
    });
    request.end(body);
  });
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

function answer(response: http.ServerResponse, { status, headers, body }: Passed): void {
  const own = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  response.writeHead(status, { ...Object.fromEntries(own), "content-length": body.length });
  response.end(body);
}
