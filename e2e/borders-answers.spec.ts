import { ask, pour } from "./borders/ask.ts";
import { callAction, filled, form, json, own } from "./borders/calls.ts";
import { listActions, listEntryPoints } from "./borders/entry-points.ts";
import { samplesOf } from "./borders/samples.ts";
import { enterAs, expect, running, test } from "./fixtures.ts";

// Data that the kernel buffers between the two ends counts as sent although nobody has read it: up to 114 MB were seen.
const MOST_TAKEN_MB = 256;

const { params } = samplesOf("demo");

test("512 MB from nobody are stopped at every entry point before they are read", async () => {
  const entryPoints = [
    ...listEntryPoints().map(({ path }) => ({ path: filled(path, params), headers: json() })),
    ...["callback/password", "callback/link", "signout"].map((at) => ({
      path: `/api/auth/${at}`,
      headers: form(),
    })),
    {
      path: filled("/api/projects/[projectId]/imports", params),
      headers: { ...own(), "content-type": "application/octet-stream" },
    },
    ...listActions().map((action) => callAction(action, params, [])),
  ];
  const faults: string[] = [];
  for (const entryPoint of entryPoints) {
    const { status, taken } = await pour(entryPoint);
    const isStopped = [401, 404, 405, 413].includes(status) && taken <= MOST_TAKEN_MB;
    if (!isStopped) faults.push(`${entryPoint.path} took ${taken} MB and answered ${status}`);
  }
  expect(faults).toEqual([]);
  expect((await ask({ path: "/api/health" })).status).toBe(200);
});

test("a body that is too large for a route is refused to who may use it", async () => {
  const csrf = await ask({ path: "/api/auth/csrf" });
  expect(csrf.status).toBe(200);
  const body = new URLSearchParams({ email: "a@example.org", password: "x".repeat(40_000) }).toString();
  const path = "/api/auth/callback/password";
  expect((await ask({ method: "POST", path, headers: form(), body })).status).toBe(413);
});

test("an id or a number that cannot be one is not found, a field that cannot be one is named", async ({
  page,
}) => {
  await enterAs(page, "demo-requester");
  const jar = await page.context().cookies();
  const cookie = jar.map(({ name, value }) => `${name}=${value}`).join("; ");
  const nowhere = [
    "/projects/a%00b",
    "/projects/%20",
    "/projects/demo/items/2147483648",
    "/projects/demo/items/1e1",
    "/projects/demo/annotators/0x1",
    "/projects/demo/items/import/9999999999",
    "/api/projects/a%00b/imports/1/rejects",
    "/api/projects/demo/imports/2147483648/rejects",
    "/api/projects/demo/datasets/2147483648/files/labels.csv",
    "/api/projects/demo/datasets/1/files/a%00b",
  ];
  for (const path of nowhere)
    expect([path, (await ask({ path, headers: { cookie } })).status]).toEqual([path, 404]);
  const claim = { projectId: "demo", count: 2_147_483_648, since: "0000-01-01T00:00:00Z" };
  const headers = { ...json(), cookie };
  const refused = await ask({
    method: "POST",
    path: "/api/judge/claim",
    headers,
    body: JSON.stringify(claim),
  });
  expect(refused.status).toBe(400);
  expect(Object.keys(JSON.parse(refused.text).fields)).toEqual(["count", "since"]);
  const upload = { ...own(), cookie, "content-type": "application/octet-stream", "x-file-name": "%ff" };
  const named = await ask({
    method: "POST",
    path: "/api/projects/demo/imports",
    headers: upload,
    body: "a\n",
  });
  expect(Object.keys(JSON.parse(named.text).fields)).toEqual(["x-file-name"]);
});

test("what Next would stumble over is answered before it: 400, 405, 403", async () => {
  const [action = { id: "", page: "" }] = listActions();
  const asked = callAction(action, params, []);
  const { origin: _, ...bare } = asked.headers ?? {};
  const call = (headers: Record<string, string>) => ask({ ...asked, headers: { ...bare, ...headers } });
  expect((await ask({ path: "/projects/%ff" })).status).toBe(400);
  expect((await ask({ method: "TRACE", path: "/api/health" })).status).toBe(405);
  expect((await ask({ method: "TRACE", path: "/" })).status).toBe(405);
  expect((await call({ origin: "https://evil.example" })).status).toBe(403);
  expect((await call({})).status).toBe(403);
  expect((await call(own())).status).toBe(200);
});

test("an invented host or address is not believed where no proxy is trusted", async () => {
  const invented = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  const { text } = await ask({ path: "/api/auth/providers", headers: invented });
  expect(text).toContain(running().address.local);
  expect(text).not.toContain("evil.example");
});
