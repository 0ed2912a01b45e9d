import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Claims, closeSession, openSession, readHolder } from "#lib/account/mutations/sessions.ts";
import { pool } from "#lib/database/pool.ts";
import type { RequesterAccess } from "./access.ts";
import { requireAnnotator, requireRequester, requireSession, requireUser } from "./access.ts";

// The person comes from a cookie in a request, and their rights from the real database.
const asking = vi.hoisted(() => ({ claims: null as Claims | null }));
vi.mock("./session.ts", () => ({
  readClaims: async () => asking.claims,
  readSessionUser: async () => asking.claims && (await readHolder(asking.claims)),
}));

async function come(userId: string): Promise<void> {
  asking.claims = { userId, sessionId: await openSession(userId), sessionVersion: 1 };
}

async function makePerson(id: string, role = "annotator"): Promise<void> {
  await pool.query("INSERT INTO app_user (id, name, role, session_version) VALUES ($1, $1, $2, 1)", [
    id,
    role,
  ]);
}

async function makeProject(id: string): Promise<void> {
  await pool.query(
    "INSERT INTO project (id, name, question, relevant_from) VALUES ($1, 'Shop', 'Relevant?', 2)",
    [id],
  );
  for (const role of ["requester", "reviewer"]) {
    await makePerson(`${id}-${role}`, role === "requester" ? "requester" : "annotator");
    await pool.query("INSERT INTO member (project_id, user_id, role) VALUES ($1, $2, $3)", [
      id,
      `${id}-${role}`,
      role,
    ]);
  }
  await makePerson(`${id}-annotator`);
  await pool.query(
    "INSERT INTO annotator (project_id, no, user_id, pseudonym, cursor, seed) VALUES ($1, 7, $2, 'A', 0, 1)",
    [id, `${id}-annotator`],
  );
}

const NOWHERE = { code: "not_found", message: "There is no such project." };

beforeAll(async () => {
  await makeProject("here");
  await makeProject("there");
  await makePerson("admin", "admin");
});

beforeEach(() => {
  asking.claims = null;
});

describe("who steers a project", () => {
  test("gets an access to that project, as member with the permission or as admin", async () => {
    await come("here-requester");
    expect(await requireRequester("here", "gold:edit")).toEqual({
      projectId: "here",
      userId: "here-requester",
    });
    await come("admin");
    expect(await requireRequester("there", "dataset:freeze")).toEqual({
      projectId: "there",
      userId: "admin",
    });
  });

  test("is told the same of another's project, of none and of what cannot be an id", async () => {
    await come("here-requester");
    for (const asked of [
      "there",
      "none",
      "",
      "a\0b",
      "x".repeat(65),
      7,
      null,
      undefined,
      { not: "here" },
      ["here"],
    ]) {
      await expect(requireRequester(asked)).rejects.toMatchObject(NOWHERE);
    }
  });

  test("may read as reviewer, and nothing more", async () => {
    await come("here-reviewer");
    expect(await requireRequester("here")).toMatchObject({ projectId: "here" });
    await expect(requireRequester("here", "project:edit")).rejects.toMatchObject({ code: "forbidden" });
    await expect(requireRequester("there", "project:edit")).rejects.toMatchObject(NOWHERE);
  });

  test("is nobody who only judges in it", async () => {
    await come("here-annotator");
    await expect(requireRequester("here")).rejects.toMatchObject(NOWHERE);
  });
});

describe("who judges in a project", () => {
  test("gets an access with their number there", async () => {
    await come("here-annotator");
    expect(await requireAnnotator("here")).toEqual({
      projectId: "here",
      userId: "here-annotator",
      annotatorNo: 7,
    });
  });

  test("is told the same of another's project, of none and of what cannot be an id", async () => {
    await come("here-annotator");
    for (const asked of ["there", "none", "a\0b", { not: "here" }, undefined]) {
      await expect(requireAnnotator(asked)).rejects.toMatchObject(NOWHERE);
    }
  });

  test("is nobody who only steers it, not even an admin", async () => {
    for (const person of ["here-requester", "here-reviewer", "admin"]) {
      await come(person);
      await expect(requireAnnotator("here")).rejects.toMatchObject(NOWHERE);
    }
  });
});

describe("a session", () => {
  test("is asked for before anything else", async () => {
    const gates = [requireSession(), requireUser(), requireRequester("none"), requireAnnotator("none")];
    for (const gate of gates) await expect(gate).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("counts no more once it was closed, has expired, or is of an earlier version", async () => {
    const ends = [
      (claims: Claims) => closeSession(claims.sessionId),
      ({ sessionId }: Claims) =>
        pool.query("UPDATE session SET expires_at = now() WHERE id = $1", [sessionId]),
      ({ userId }: Claims) => pool.query("UPDATE app_user SET session_version = 2 WHERE id = $1", [userId]),
    ];
    for (const end of ends) {
      const id = randomUUID();
      await makePerson(id, "admin");
      await come(id);
      expect(await requireUser("people:manage")).toMatchObject({ userId: id });
      await end(asking.claims as Claims);
      await expect(requireUser()).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(requireRequester("here")).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(requireAnnotator("here")).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  test("of an annotator does not create projects or manage people", async () => {
    await come("here-annotator");
    expect(await requireUser()).toMatchObject({ userId: "here-annotator" });
    for (const permission of ["project:create", "people:manage"] as const) {
      await expect(requireUser(permission)).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

test("an access cannot be written by hand, and that of one side is none of the other", async () => {
  const steer = (access: RequesterAccess) => access.projectId;
  // @ts-expect-error: only the gates make an access
  expect(steer({ projectId: "here", userId: "here-requester" })).toBe("here");
  await come("here-annotator");
  // @ts-expect-error: judging does not permit managing
  expect(steer(await requireAnnotator("here"))).toBe("here");
});
