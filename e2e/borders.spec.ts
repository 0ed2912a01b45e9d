import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { signIn } from "../guarantee/crowd/session.ts";
import { makeProject } from "../guarantee/ground/project.ts";
import { type Answered, type Asked, ask, eachOf } from "./borders/ask.ts";
import { callAction, filled, form, json, own } from "./borders/calls.ts";
import { type EntryPoint, listActions, listEntryPoints } from "./borders/entry-points.ts";
import {
  fewOf,
  HOSTILE_ARGUMENTS,
  HOSTILE_BODIES,
  HOSTILE_HEADERS,
  HOSTILE_JSON,
  HOSTILE_QUERIES,
  HOSTILE_SEGMENTS,
  variants,
} from "./borders/hostile.ts";
import { type Samples, samplesOf } from "./borders/samples.ts";
import { ask as askDatabase } from "./database.ts";
import { expect, running, test } from "./fixtures.ts";

type Person = "anonymous" | "annotator" | "requester";
type Sent = Asked & { person?: Person };

const PEOPLE: readonly Person[] = ["anonymous", "annotator", "requester"];
const QUERY_NAMES = [
  "page",
  "missed",
  "search",
  "state",
  "gold",
  "segment",
  "sort",
  "version",
  "next",
  "_rsc",
];

let samples: Samples;
let cookies: Record<Person, string>;

// These requests look like an attack on sign-in, and the next journeys come from the same address.
test.afterAll(async () => {
  await askDatabase("DELETE FROM rate_limit");
});

test.beforeAll(async () => {
  const projectId = `border-${randomUUID().slice(0, 8)}`;
  const url = running().address.local;
  const pool = new pg.Pool({ connectionString: running().environment.DATABASE_URL, max: 2 });
  try {
    await makeProject(pool, {
      projectId,
      items: 24,
      golds: 4,
      people: 2,
      judgmentsPerItem: 1,
      assignmentSeconds: 900,
    });
    await pool.query("INSERT INTO app_user (id, name, role) VALUES ($1, 'Owner', 'requester')", [
      `${projectId}-owner`,
    ]);
    await pool.query("INSERT INTO member (project_id, user_id, role) VALUES ($1, $2, 'requester')", [
      projectId,
      `${projectId}-owner`,
    ]);
    samples = samplesOf(projectId);
    cookies = {
      anonymous: "",
      annotator: await signIn(url, pool, `${projectId}-1`),
      requester: await signIn(url, pool, `${projectId}-owner`),
    };
  } finally {
    await pool.end();
  }
});

test("the samples are of the shape that is taken, so that what is hostile reaches what lies behind", async () => {
  const refused: string[] = [];
  for (const { id, name, page } of listActions()) {
    const sample = callAction({ id, page }, samples.params, samples.actions[name] ?? []);
    const { text } = await send({ ...sample, person: ownerOf(page) });
    if (/"code":"invalid".*"fields":\{"/.test(text)) refused.push(`${name}: ${text.slice(-300)}`);
  }
  for (const [path, body] of Object.entries(samples.bodies)) {
    const sample: Sent = { method: "POST", path, headers: json(), body: JSON.stringify(body) };
    const { status, text } = await send({ ...sample, person: "annotator" });
    if (status === 400) refused.push(`${path}: ${text}`);
  }
  expect(refused).toEqual([]);
});

test("every page answers hostile paths and queries without a fault of its own", async () => {
  const pages = listEntryPoints().filter(({ kind }) => kind === "page");
  expect(await faultsOf(pages.flatMap((page) => [...hostilePaths(page), ...hostileQueries(page)]))).toEqual(
    [],
  );
});

test("every route answers hostile paths, queries and bodies without a fault of its own", async () => {
  const routes = listEntryPoints().filter(({ kind }) => kind === "route");
  const judging = routes.map(({ path }) => path).filter((at) => at.startsWith("/api/judge/"));
  expect(Object.keys(samples.bodies).sort()).toEqual(judging.sort());
  const asked = routes.flatMap((route) => {
    const paths = hostilePaths(route);
    const posted = paths.map((one) => ({ ...one, method: "POST", body: "{}", headers: json() }));
    return [...paths, ...posted, ...hostileQueries(route), ...hostileBodies(route.path)];
  });
  expect(await faultsOf(asked)).toEqual([]);
});

test("every action answers hostile arguments without a fault of its own", async () => {
  const actions = listActions();
  expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(samples.actions).sort());
  const asked = actions.flatMap(({ name, ...action }): Sent[] => {
    const owner = ownerOf(action.page);
    const sample = samples.actions[name] ?? [];
    const hostile = sample.flatMap((_, at) =>
      [...variants(sample[at], HOSTILE_ARGUMENTS)].map((value) => sample.with(at, value)),
    );
    const call = (list: readonly unknown[]) => callAction(action, samples.params, list);
    const broken = HOSTILE_BODIES.map((body) => ({ ...call([]), body }));
    const calls = [...broken, ...hostile.map(call)];
    return PEOPLE.flatMap((person) =>
      (person === owner ? calls : fewOf(calls)).map((one) => ({ ...one, person })),
    );
  });
  expect(await faultsOf(asked)).toEqual([]);
});

test("hostile headers and forms are answered without a fault of its own", async () => {
  const project = samples.params.projectId;
  const names = ["cookie", "accept-language", "range", "if-none-match", "next-router-state-tree", "next-url"];
  const forms = ["callback/password", "callback/link", "signin/password", "signout", "_log"];
  const fields = ["csrfToken", "email", "password", "token", "callbackUrl", "json"];
  const asked = HOSTILE_HEADERS.flatMap((value): Sent[] => [
    ...names.map((name) => ({ path: `/projects/${project}`, headers: { rsc: "1", [name]: value } })),
    {
      path: "/judge",
      headers: { cookie: `next-auth.session-token=${value}; next-auth.callback-url=${value}` },
    },
    { method: "POST", path: "/", headers: { ...own(), "next-action": value } },
    { method: "POST", path: "/judge", headers: { ...own(), "content-type": value }, body: "a=b" },
    {
      method: "POST",
      path: `/api/projects/${project}/imports`,
      headers: { ...own(), "content-type": "application/octet-stream", "x-file-name": value },
      body: "title\n",
    },
    {
      method: "POST",
      path: "/api/judge/claim",
      headers: { ...own(), "content-type": `application/json; charset=${value}` },
      body: "{}",
    },
    ...forms.map((at) => ({
      method: "POST",
      path: `/api/auth/${at}`,
      headers: form(),
      body: fields.map((name) => `${name}=${value}`).join("&"),
    })),
    ...["signin", "signout", "error", "callback/password"].map((at) => ({
      path: `/api/auth/${at}?callbackUrl=${encodeURIComponent(value)}&error=${encodeURIComponent(value)}`,
    })),
  ]);
  expect(await faultsOf(asked.flatMap((one) => PEOPLE.map((person) => ({ ...one, person }))))).toEqual([]);
});

function hostilePaths({ path: at, kind }: EntryPoint): Sent[] {
  const params = [...at.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name ?? "");
  for (const name of params) expect(Object.keys(samples.params)).toContain(name);
  const owner = ownerOf(at);
  return PEOPLE.flatMap((person) => {
    const segments = person === owner && kind === "page" ? HOSTILE_SEGMENTS : fewOf(HOSTILE_SEGMENTS);
    return params.flatMap((param) =>
      segments.map((segment) => ({ person, path: filled(at, { ...samples.params, [param]: segment }) })),
    );
  });
}

function hostileQueries({ path: at, readsQuery }: EntryPoint): Sent[] {
  const owner = ownerOf(at);
  return (readsQuery ? HOSTILE_QUERIES : fewOf(HOSTILE_QUERIES)).map((value) => ({
    person: owner,
    path: `${filled(at, samples.params)}?${[...QUERY_NAMES, value].map((name) => `${name}=${value}`).join("&")}`,
  }));
}

function hostileBodies(route: string): Sent[] {
  const sample = samples.bodies[route];
  const hostile = sample === undefined ? [] : [...variants(sample, HOSTILE_JSON)];
  const bodies = [...HOSTILE_BODIES, ...hostile.map((body) => JSON.stringify(body))];
  return PEOPLE.flatMap((person) =>
    (person === "annotator" ? bodies : fewOf(bodies)).map((body) => ({
      person,
      method: "POST",
      path: filled(route, samples.params),
      headers: json(),
      body,
    })),
  );
}

function ownerOf(at: string): Person {
  return at.startsWith("/judge/") ? "annotator" : "requester";
}

function send({ person = "anonymous", ...asked }: Sent): Promise<Answered> {
  const cookie = [cookies[person], asked.headers?.cookie].filter(Boolean).join("; ");
  return ask({ ...asked, headers: { ...asked.headers, cookie } });
}

/** Faults of the server: an answer of 500 or above, an "unexpected" message, a thrown error, or an error in its log. */
async function faultsOf(asked: readonly Sent[]): Promise<string[]> {
  const before = readLog().length;
  const faults = new Set<string>();
  await eachOf(asked, async (one) => {
    const what = faultOf(await send(one));
    if (what !== null) faults.add(`${what}: ${inWords(one)}`);
  });
  const said = readLog().slice(before);
  const lines = said.split("\n").filter((line) => /^\s+at |Error|"level":(?:50|60)/.test(line));
  return [...faults, ...new Set(lines.map((line) => `in the log: ${line.trim().slice(0, 200)}`))].sort();
}

function faultOf({ status, text }: Answered): string | null {
  if (status >= 500) return String(status);
  if (text.includes('"code":"unexpected"')) return "unexpected";
  return /^\w+:E\{/m.test(text) && !text.includes("NEXT_") ? "thrown" : null;
}

function inWords({ method = "GET", path: at, headers, body, person }: Sent): string {
  const own = Object.entries(headers ?? {}).filter(([name]) => !["origin", "content-type"].includes(name));
  const said = own.map(([name, value]) => `${name}=${value.slice(-40)}`).join(" ");
  return `${person} ${method} ${at.slice(0, 120)} ${said} ${JSON.stringify(String(body ?? "").slice(0, 160))}`;
}

function readLog(): string {
  return readFileSync(path.join(running().environment.ASSAY_DATA ?? "", "logs/web.log"), "utf8");
}
