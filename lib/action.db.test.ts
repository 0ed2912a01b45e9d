import { beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { type Claims, openSession, readHolder } from "#lib/account/mutations/sessions.ts";
import { pool } from "#lib/database/pool.ts";
import { annotatorAction, openAction, requesterAction, userAction } from "./action.ts";
import { AppError } from "./errors.ts";

// The request is given; the gates and the database are the real ones.
const asking = vi.hoisted(() => ({ claims: null as Claims | null, headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => asking.headers }));
vi.mock("#lib/auth/session.ts", () => ({
  readClaims: async () => asking.claims,
  readSessionUser: async () => asking.claims && (await readHolder(asking.claims)),
}));

const OWN = { host: "assay.example.org", origin: "http://assay.example.org", "x-assay-address": "192.0.2.1" };
const shape = z.strictObject({ name: z.string().min(1, "A name is needed.") });

let ran: unknown[];
const run = async (...given: unknown[]) => {
  ran.push(given);
  return "done";
};

async function come(userId: string, role: string): Promise<void> {
  await pool.query("INSERT INTO app_user (id, name, role) VALUES ($1, $1, $2) ON CONFLICT DO NOTHING", [
    userId,
    role,
  ]);
  const { rows } = await pool.query("SELECT session_version AS version FROM app_user WHERE id = $1", [
    userId,
  ]);
  asking.claims = { userId, sessionId: await openSession(userId), sessionVersion: rows[0].version };
}

beforeEach(async () => {
  ran = [];
  asking.claims = null;
  asking.headers = new Headers(OWN);
  await pool.query(
    "INSERT INTO project (id, name, question, relevant_from) VALUES ('here', 'Shop', 'Relevant?', 2) ON CONFLICT DO NOTHING",
  );
});

describe("an action", () => {
  test("runs behind its gate with what was parsed, then refreshes the pages of its project", async () => {
    await come("admin", "admin");
    const refresh = vi.fn();
    const act = requesterAction("gold:edit", [z.int(), shape], run, refresh);
    expect(await act("here", 3, { name: "a" })).toEqual({ ok: true, data: "done" });
    expect(ran).toEqual([[{ projectId: "here", userId: "admin" }, 3, { name: "a" }]]);
    expect(refresh).toHaveBeenCalledExactlyOnceWith("here");
  });

  test("names the fields at fault and refreshes nothing", async () => {
    await come("admin", "admin");
    const refresh = vi.fn();
    const act = requesterAction("gold:edit", [shape], run, refresh);
    const refused = await act("here", { name: "" });
    expect(refused).toMatchObject({ ok: false, code: "invalid", fields: { name: "A name is needed." } });
    expect([ran, refresh.mock.calls]).toEqual([[], []]);
  });

  test("looks at nothing that was sent by somebody whom the gate refuses", async () => {
    const look = vi.fn(() => true);
    const looked = z.unknown().refine(look);
    const calls = [
      requesterAction("project:read", [looked], run),
      annotatorAction([looked], run),
      (_: string, sent: string) => userAction("signed-in", [looked], run)(sent),
    ];
    for (const call of calls)
      expect(await call("here", "x")).toMatchObject({ ok: false, code: "unauthenticated" });
    await come("somebody", "annotator");
    expect(await requesterAction("project:read", [looked], run)("here", "x")).toMatchObject({
      code: "not_found",
    });
    expect(await annotatorAction([looked], run)("here", "x")).toMatchObject({ code: "not_found" });
    expect(await userAction("project:create", [looked], run)("x")).toMatchObject({ code: "forbidden" });
    expect([ran, look.mock.calls]).toEqual([[], []]);
  });

  test("is refused from another's page, the open ones too", async () => {
    await come("admin", "admin");
    for (const headers of [{ ...OWN, origin: "https://evil.example" }, { host: OWN.host }]) {
      asking.headers = new Headers(headers);
      expect(await openAction([], run)()).toMatchObject({ ok: false, code: "forbidden" });
      expect(await requesterAction("project:read", [], run)("here")).toMatchObject({ code: "forbidden" });
    }
    expect(ran).toEqual([]);
  });

  test("that is open knows the address and nothing else of who asks", async () => {
    expect(await openAction([shape], run)({ name: "a" })).toEqual({ ok: true, data: "done" });
    expect(ran).toEqual([["192.0.2.1", { name: "a" }]]);
  });

  test("says what went wrong only where that is for the person to know", async () => {
    const failing = (error: unknown) => openAction([], () => Promise.reject(error))();
    expect(await failing(new AppError("conflict", "Taken."))).toMatchObject({
      code: "conflict",
      message: "Taken.",
    });
    expect(await failing(Object.assign(new Error("gone"), { code: "ECONNRESET" }))).toMatchObject({
      code: "unavailable",
    });
    const unexpected = await failing(new Error("secret"));
    expect(unexpected).toMatchObject({ code: "unexpected" });
    expect(JSON.stringify(unexpected)).not.toContain("secret");
    await expect(failing(Object.assign(new Error(), { digest: "NEXT_REDIRECT;/" }))).rejects.toThrow();
  });
});

test("an action without a gate, or one that takes what it did not parse, does not compile", () => {
  // @ts-expect-error: a permission is needed
  requesterAction([shape], run);
  // @ts-expect-error: there is no such permission
  requesterAction("project:destroy", [shape], run);
  // @ts-expect-error: "signed-in" has to be said
  userAction([shape], run);
  // @ts-expect-error: the mutation takes more than is parsed
  annotatorAction([shape], async (_access, _input: { name: string }, _more: string) => undefined);
  // @ts-expect-error: the mutation takes something else than is parsed
  annotatorAction([shape], async (_access, _input: { name: number }) => undefined);
});
