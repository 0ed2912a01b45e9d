import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { signIn } from "../../guarantee/crowd/session.ts";
import { makeProject } from "../../guarantee/ground/project.ts";
import { ask } from "../borders/ask.ts";
import { callAction } from "../borders/calls.ts";
import { listActions } from "../borders/entry-points.ts";
import { samplesOf } from "../borders/samples.ts";
import { expect, running } from "../fixtures.ts";

export const PEOPLE = [
  "anonymous",
  "signed out on the server",
  "annotator",
  "annotator elsewhere",
  "suspended",
  "reviewer",
  "requester",
  "requester elsewhere",
  "admin",
] as const;

export type Person = (typeof PEOPLE)[number];

/** The project of everybody but those elsewhere, that of those, and an id of the same length that is nobody's. */
export type Ground = { here: string; elsewhere: string; nowhere: string; cookies: Record<Person, string> };

/** Two equal projects and somebody of each kind, signed in through the real door. */
export async function makeGround(): Promise<Ground> {
  const run = randomUUID().slice(0, 8);
  const [here, elsewhere, nowhere] = [`here-${run}`, `else-${run}`, `none-${run}`];
  return withPool(async (pool) => {
    for (const projectId of [here, elsewhere]) await makeContent(pool, projectId);
    await suspend(pool, here, 2);
    const ids = await makePeople(pool, here, elsewhere);
    const signedIn = await Promise.all(
      Object.entries(ids).map(async ([person, userId]) => [
        person,
        await signIn(running().address.local, pool, userId),
      ]),
    );
    const cookies: Record<Person, string> = { anonymous: "", ...Object.fromEntries(signedIn) };
    await pool.query("DELETE FROM session WHERE user_id = $1", [ids["signed out on the server"]]);
    await freeze(pool, here, cookies.requester);
    await freeze(pool, elsewhere, cookies["requester elsewhere"]);
    return { here, elsewhere, nowhere, cookies };
  });
}

/** An admin must not outlive the test: while there is one, the demo has no links. */
export async function removeAdmins(): Promise<void> {
  await withPool((pool) =>
    pool.query("UPDATE app_user SET role = 'annotator' WHERE role = 'admin' AND id LIKE 'here-%'"),
  );
}

async function makePeople(pool: pg.Pool, here: string, elsewhere: string) {
  return {
    "signed out on the server": `${here}-3`,
    annotator: `${here}-1`,
    "annotator elsewhere": `${elsewhere}-1`,
    suspended: `${here}-2`,
    reviewer: await makePerson(pool, `${here}-reviewer`, "annotator", here, "reviewer"),
    requester: await makePerson(pool, `${here}-owner`, "requester", here, "requester"),
    "requester elsewhere": await makePerson(pool, `${elsewhere}-owner`, "requester", elsewhere, "requester"),
    admin: await makePerson(pool, `${here}-admin`, "admin"),
  } satisfies Record<Exclude<Person, "anonymous">, string>;
}

async function makePerson(
  pool: pg.Pool,
  id: string,
  role: string,
  projectId?: string,
  memberRole?: string,
): Promise<string> {
  await pool.query("INSERT INTO app_user (id, name, role) VALUES ($1, 'Somebody', $2)", [id, role]);
  if (projectId !== undefined) {
    await pool.query("INSERT INTO member (project_id, user_id, role) VALUES ($1, $2, $3)", [
      projectId,
      id,
      memberRole,
    ]);
  }
  return id;
}

/** One of everything that a path can name: an item with a judgment, a person and an import. */
async function makeContent(pool: pg.Pool, projectId: string): Promise<void> {
  await makeProject(pool, {
    projectId,
    items: 24,
    golds: 4,
    people: 3,
    judgmentsPerItem: 2,
    assignmentSeconds: 900,
  });
  await pool.query("SELECT lend_items($1, '{1}', 3, 1, 900)", [projectId]);
  await pool.query(
    `SELECT submit_judgment($1, 3, id, epoch, gen_random_uuid(), sha256('x'), 4, NULL, NULL, 4000, 1)
     FROM assignment WHERE project_id = $1`,
    [projectId],
  );
  await pool.query("UPDATE project SET last_import_no = 1 WHERE id = $1", [projectId]);
  await pool.query(
    `INSERT INTO import (project_id, no, file_name, sha256, bytes, format, state)
     VALUES ($1, 1, 'items.csv', $2, 2, 'csv', 'done')`,
    [projectId, createHash("sha256").update(projectId).digest("hex")],
  );
}

async function suspend(pool: pg.Pool, projectId: string, no: number): Promise<void> {
  await pool.query("SELECT suspend_annotator($1, $2, 'because', NULL)", [projectId, no]);
  const { rows } = await pool.query("SELECT state FROM annotator WHERE project_id = $1 AND no = $2", [
    projectId,
    no,
  ]);
  expect(rows, "who is suspended").toEqual([{ state: "suspended" }]);
}

/** A version with its files, frozen as a requester does it and built by the worker. */
async function freeze(pool: pg.Pool, projectId: string, cookie: string): Promise<void> {
  const action = listActions().find(({ name }) => name === "freezeDatasetAction");
  if (action === undefined) throw new Error("The build has no action that freezes a version.");
  const { params, actions } = samplesOf(projectId);
  const asked = callAction(action, params, actions[action.name] ?? []);
  const { text } = await ask({ ...asked, headers: { ...asked.headers, cookie } });
  expect(text, "what freezing says").toContain('"ok":true');
  const state = async () => {
    const { rows } = await pool.query("SELECT state FROM dataset_version WHERE project_id = $1", [projectId]);
    return rows[0]?.state;
  };
  await expect.poll(state, { timeout: 300_000 }).toBe("ready");
}

async function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: running().environment.DATABASE_URL, max: 4 });
  return work(pool).finally(() => pool.end());
}
