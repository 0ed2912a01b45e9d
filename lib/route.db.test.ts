import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { type Claims, openSession, readHolder } from "#lib/account/mutations/sessions.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "./errors.ts";
import { judgeRoute, openRoute, requesterRoute } from "./route.ts";

// Who is asking is said by a cookie in a request; what they may is asked of the real database.
const asking = vi.hoisted(() => ({ claims: null as Claims | null }));
vi.mock("#lib/auth/session.ts", () => ({
  readClaims: async () => asking.claims,
  readSessionUser: async () => asking.claims && (await readHolder(asking.claims)),
}));

const AT = "http://assay.example.org/api";
const OWN = {
  host: "assay.example.org",
  origin: "http://assay.example.org",
  "content-type": "application/json",
};
const judged = z.strictObject({ projectId: z.string(), count: z.int() });

let ran: unknown[];
const run = async (...given: unknown[]) => {
  ran.push(given.slice(0, 2));
  return Response.json("done");
};

async function come(userId: string): Promise<void> {
  const { rows } = await pool.query("SELECT session_version AS version FROM app_user WHERE id = $1", [
    userId,
  ]);
  asking.claims = { userId, sessionId: await openSession(userId), sessionVersion: rows[0].version };
}

function post(body: string | ReadableStream, headers: Record<string, string> = OWN): Request {
  return new Request(AT, { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

const at = (projectId: string, rest = {}) => ({ params: Promise.resolve({ projectId, ...rest }) });

async function said(response: Response): Promise<unknown> {
  const { status, code } = (await response.json()) as { status: number; code: string };
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return [status, code];
}

beforeAll(async () => {
  await pool.query(
    "INSERT INTO app_user (id, name, role) VALUES ('admin', 'A', 'admin'), ('judge', 'J', 'annotator')",
  );
  await pool.query(
    "INSERT INTO project (id, name, question, relevant_from) VALUES ('here', 'Shop', 'Relevant?', 2)",
  );
  await pool.query(
    "INSERT INTO annotator (project_id, no, user_id, pseudonym, cursor, seed) VALUES ('here', 7, 'judge', 'J', 0, 1)",
  );
});

beforeEach(() => {
  ran = [];
  asking.claims = null;
});

describe("a route of the judging desk", () => {
  const route = judgeRoute(judged, run);
  const good = JSON.stringify({ projectId: "here", count: 2 });

  test("runs with the access and what was parsed", async () => {
    await come("judge");
    expect((await route(post(good))).status).toBe(200);
    expect(ran).toEqual([[{ projectId: "here", userId: "judge", annotatorNo: 7 }, { count: 2 }]]);
  });

  test("reads nothing from another's page or from nobody", async () => {
    const never = new ReadableStream(
      {
        pull: () => {
          throw new Error("it was read");
        },
      },
      { highWaterMark: 0 },
    );
    expect(await said(await route(post(never)))).toEqual([401, "unauthenticated"]);
    await come("judge");
    const foreign = { ...OWN, origin: "https://evil.example" };
    expect(await said(await route(post(never, foreign)))).toEqual([403, "forbidden"]);
  });

  test("refuses what is no JSON, of another shape or too large, and another's project", async () => {
    await come("judge");
    const form = { ...OWN, "content-type": "text/plain" };
    expect(await said(await route(post(good, form)))).toEqual([400, "invalid"]);
    expect(await said(await route(post("{")))).toEqual([400, "invalid"]);
    expect(await said(await route(post('{"projectId":"here"}')))).toEqual([400, "invalid"]);
    expect(await said(await route(post(`"${"x".repeat(70_000)}"`)))).toEqual([413, "too_large"]);
    expect(await said(await route(post('{"projectId":"there","count":2}')))).toEqual([404, "not_found"]);
    expect(ran).toEqual([]);
  });
});

describe("a route of the requester's side", () => {
  const route = requesterRoute("project:edit", z.object({ no: z.string().regex(/^\d+$/) }), run);

  test("runs with the access and what the path names", async () => {
    await come("admin");
    expect((await route(new Request(AT), at("here", { no: "3" }))).status).toBe(200);
    expect(ran).toEqual([[{ projectId: "here", userId: "admin" }, { no: "3" }]]);
  });

  test("finds nothing where a path names what cannot be, behind the gate", async () => {
    expect(await said(await route(new Request(AT), at("here", { no: "x" })))).toEqual([
      401,
      "unauthenticated",
    ]);
    await come("judge");
    expect(await said(await route(new Request(AT), at("here", { no: "3" })))).toEqual([404, "not_found"]);
    await come("admin");
    expect(await said(await route(new Request(AT), at("here", { no: "x" })))).toEqual([404, "not_found"]);
    expect(ran).toEqual([]);
  });

  test("writes only for our own pages", async () => {
    await come("admin");
    const foreign = { ...OWN, origin: "https://evil.example" };
    expect(await said(await route(post("{}", foreign), at("here", { no: "3" })))).toEqual([403, "forbidden"]);
    expect((await route(post("{}"), at("here", { no: "3" }))).status).toBe(200);
  });
});

describe("what goes wrong in a route", () => {
  const failing = (error: unknown) => openRoute(() => Promise.reject(error))(new Request(AT), at("here"));

  test("has one status per code", async () => {
    const statuses = await Promise.all(
      (
        ["unauthenticated", "forbidden", "not_found", "invalid", "conflict", "too_large", "too_many"] as const
      ).map(async (code) => (await failing(new AppError(code, "Because."))).status),
    );
    expect(statuses).toEqual([401, 403, 404, 400, 409, 413, 429]);
  });

  test("is 503 with a moment to wait when the database was away", async () => {
    for (const error of [
      new AppError("unavailable", "Later."),
      Object.assign(new Error("gone"), { code: "57P01" }),
    ]) {
      const answer = await failing(error);
      expect(answer.headers.get("retry-after")).toBe("1");
      expect(await said(answer)).toEqual([503, "unavailable"]);
    }
  });

  test("is told neutrally where it is a fault of ours", async () => {
    const answer = await failing(new Error("secret"));
    expect(await answer.clone().text()).not.toContain("secret");
    expect(await said(answer)).toEqual([500, "unexpected"]);
  });
});

test("a route without a gate does not compile", () => {
  // @ts-expect-error: a permission is needed
  requesterRoute(z.object({}), run);
  // @ts-expect-error: the project is what is judged in
  judgeRoute(z.strictObject({ count: z.int() }), run);
});
