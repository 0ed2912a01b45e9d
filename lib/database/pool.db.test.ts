import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { PrismaClient } from "#generated/prisma/client.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { env } from "#lib/env.ts";
import { isUnsure, toAppError } from "#lib/errors.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { isWorkerPresent } from "#lib/queue.ts";
import { held, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { PATIENCE, type Patience } from "./patience.ts";
import { createPool, judgingPool, pool } from "./pool.ts";
import { inTransaction } from "./transaction.ts";

const admin = new pg.Pool({ connectionString: env.DATABASE_URL, max: 2 });
afterAll(() => admin.end());

const own = (patience: Partial<Patience>) =>
  createPool(env.DATABASE_URL, undefined, { size: 1, patience: { ...PATIENCE.pages, ...patience } });
const idOf = async (client: pg.ClientBase) =>
  (await client.query("SELECT pg_backend_pid() AS id")).rows[0].id as number;
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

/** Keeps every connection for pages busy with a query that does not end before the work does. */
async function whilePagesAreStuck(work: () => Promise<void>): Promise<void> {
  const blocker = await admin.connect();
  await blocker.query("SELECT pg_advisory_lock(17)");
  const stuck = Promise.allSettled(
    Array.from({ length: env.DATABASE_POOL_SIZE + 1 }, () =>
      pool.query("SELECT pg_advisory_lock_shared(17), pg_advisory_unlock_shared(17)"),
    ),
  );
  try {
    await vi.waitFor(() => expect([pool.idleCount, pool.waitingCount]).toEqual([0, 1]), { timeout: 120_000 });
    await work();
  } finally {
    await blocker.query("SELECT pg_advisory_unlock(17)");
    blocker.release();
    await stuck;
  }
}

test("somebody at the desk gets items and submits while pages hold all of their connections", async () => {
  await makeProject({ items: 3, perQuery: 3, people: 1, judgmentsPerItem: 1 });
  const [access, id] = [person(1), crypto.randomUUID()];
  await prisma.user.create({ data: { id, name: "A", email: "a@example.org", role: "annotator" } });
  await pool.query("UPDATE annotator SET user_id = $1 WHERE project_id = $2 AND no = 1", [id, PROJECT]);
  await prisma.session.create({ data: { id, userId: id, expiresAt: new Date(Date.now() + 3_600_000) } });
  let outcome: unknown;
  await whilePagesAreStuck(async () => {
    const gate = await requireAnnotator(PROJECT, { sessionId: id, userId: id, sessionVersion: 1 });
    expect(gate.annotatorNo).toBe(1);
    expect(await claimItems(access, 1)).toBeNull();
    const { rows } = await admin.query<{ id: string; epoch: number }>("SELECT id, epoch FROM assignment");
    outcome = await submitJudgment(access, {
      assignmentId: rows[0]?.id ?? "",
      epoch: rows[0]?.epoch ?? 0,
      requestKey: crypto.randomUUID(),
      level: 3,
      unratable: null,
      comment: "",
      durationMs: 1000,
      guidelineVersion: 0,
    });
    // Whoever watches over the site does not take slow pages for a database that is away.
    expect(await isWorkerPresent()).toBe(false);
  });
  expect(outcome).toMatchObject({ outcome: "saved" });
  expect(await held(1)).toEqual([]);
});

test("PostgreSQL knows how long each kind of work may take", async () => {
  const limits = async (on: pg.Pool) => {
    const { rows } = await on.query(
      "SELECT current_setting('statement_timeout') AS one, current_setting('idle_in_transaction_session_timeout') AS idle",
    );
    return rows[0];
  };
  expect(await limits(pool)).toEqual({ one: "1min", idle: "1min" });
  expect(await limits(judgingPool)).toEqual({ one: "15s", idle: "15s" });
});

test("behind a pooler each transaction of a page brings its times, and leaves none on the connection", async () => {
  const kind = { size: 1, patience: PATIENCE.pages };
  const paged = createPool(env.DATABASE_URL, undefined, { ...kind, timedBy: "transaction" });
  const judged = createPool(env.DATABASE_URL, undefined, { ...kind, timedBy: "role" });
  const TIMES =
    "SELECT current_setting('statement_timeout') AS one, current_setting('idle_in_transaction_session_timeout') AS idle";
  const minutes = { one: "1min", idle: "1min" };
  expect((await paged.query(TIMES)).rows).toEqual([minutes]);
  expect((await inTransaction(paged, (client) => client.query(TIMES))).rows).toEqual([minutes]);
  const fault = await faultOf(paged.query("SELECT 1 / $1::int", [0]));
  expect(fault).toMatchObject({ code: "22012" });
  const client = await paged.connect();
  expect((await client.query(TIMES)).rows).toEqual([{ one: "0", idle: "0" }]);
  client.release();
  expect((await judged.query(TIMES)).rows).toEqual([{ one: "0", idle: "0" }]);
  await Promise.all([paged.end(), judged.end()]);
});

test("a statement that takes too long ends, leaves nothing, and is told as what it is", async () => {
  await pool.query("CREATE TABLE kept (no int)");
  const hasty = own({ statement_timeout: 50 });
  const fault = await faultOf(
    inTransaction(hasty, async (client) => {
      await client.query("INSERT INTO kept VALUES (1)");
      await client.query("SELECT pg_sleep(600)");
    }),
  );
  expect(toAppError(fault, "")).toMatchObject({
    code: "unavailable",
    message: "This took too long and was stopped. Nothing was changed. Try again.",
  });
  expect((await hasty.query("SELECT * FROM kept")).rows).toEqual([]);
  // The page that asked knows it by the digest, which is all that the browser gets.
  await expect(hasty.query("SELECT pg_sleep(600)")).rejects.toMatchObject({ digest: "ASSAY_TOO_LONG" });
  await hasty.end();
  await pool.query("DROP TABLE kept");
});

test.each([
  ["a transaction", "BEGIN", "SELECT 1"],
  [
    "a cursor",
    "BEGIN; DECLARE c CURSOR FOR SELECT * FROM generate_series(1, 1000000); FETCH 10 FROM c",
    "FETCH 10 FROM c",
  ],
  ["nothing at all", "SELECT 1", "SELECT 1"],
])(
  "a connection that is killed in the middle of %s ends that work and no process",
  async (_, before, after) => {
    const one = own({});
    const client = await one.connect();
    await client.query(before);
    const id = await idOf(client);
    const ended = new Promise((resolve) => client.once("end", resolve));
    await admin.query("SELECT pg_terminate_backend($1)", [id]);
    await ended;
    const fault = await faultOf(client.query(after));
    expect(fault).toBeInstanceOf(Error);
    expect(isUnsure(fault as Error)).toBe(true);
    client.release();
    const { rows } = await one.query("SELECT pg_backend_pid() AS id");
    expect(rows[0].id).not.toBe(id);
    await one.end();
  },
);

test("a connection that is killed while its query runs ends that query and no process", async () => {
  const one = own({});
  const client = await one.connect();
  const id = await idOf(client);
  const fault = faultOf(client.query("SELECT pg_sleep(600)"));
  await admin.query("SELECT pg_terminate_backend($1)", [id]);
  expect(isUnsure((await fault) as Error)).toBe(true);
  client.release(true);
  expect((await one.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await one.end();
});

test("a transaction that stands idle too long is ended by PostgreSQL, and no process with it", async () => {
  const one = own({ idle_in_transaction_session_timeout: 50 });
  const fault = await faultOf(
    inTransaction(one, async (client) => {
      const ended = new Promise((resolve) => client.once("end", resolve));
      await client.query("SELECT 1");
      await ended;
      await client.query("SELECT 1");
    }),
  );
  expect(isUnsure(fault as Error)).toBe(true);
  expect((await one.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await one.end();
});

test("what Prisma asks is told in the same words: it took too long, or the database was away", async () => {
  const hasty = own({ statement_timeout: 50 });
  const client = new PrismaClient({ adapter: new PrismaPg(hasty) });
  const blocker = await admin.connect();
  await blocker.query("BEGIN; LOCK TABLE guideline_version IN ACCESS EXCLUSIVE MODE");
  const read = () => client.guidelineVersion.findFirst({ where: { projectId: "p" } });
  expect(toAppError(await faultOf(read()), "")?.message).toContain("took too long");
  blocker.release(true);
  await hasty.end();

  const nobody = createPool("postgres://nobody@127.0.0.1:1/nothing", undefined, {
    size: 1,
    patience: PATIENCE.pages,
  });
  const lost = new PrismaClient({ adapter: new PrismaPg(nobody) });
  const fault = await faultOf(lost.guidelineVersion.findFirst({ where: { projectId: "p" } }));
  expect(toAppError(fault, "")).toMatchObject({
    code: "unavailable",
    message: "The database did not answer. Send this request again.",
  });
  await nobody.end();
});
