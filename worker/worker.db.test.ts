import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { applyFunctions, readFunctions } from "#lib/database/functions.ts";
import { pool } from "#lib/database/pool.ts";
import { decideImport, startImport } from "#lib/item/import/mutations/start.ts";
import { readImport } from "#lib/item/import/queries.ts";
import {
  access,
  countItems,
  holdBack,
  makeEmptyProject,
  ROLES,
  untilHeldBack,
  upload,
} from "#prisma/testing/import-fixture.ts";
import { makeProject } from "#prisma/testing/queue-fixture.ts";

const rows = Array.from(
  { length: 20_000 },
  (_, n) => `${n === 10_000 ? "held" : `q${n % 50}`},${n},Item ${n}`,
);
const FILE = ["query,id,name", ...rows].join("\n");
const WHOLE = { items: 20_000, queries: 51, last: 20_000 };
const DECISION = { fieldRoles: ROLES, policy: "all-or-nothing" } as const;

// A worker takes some seconds to start, and longer on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const started: ChildProcess[] = [];

/** `functions`: the digest of those that the database must have; without it nobody looks. */
function startWorker(functions?: string): ChildProcess {
  // A dozen of them start here, and the first one has compiled for all.
  const told = ["NODE_COMPILE_CACHE=node_modules/.cache/compiled"];
  if (functions !== undefined) told.push(`ASSAY_FUNCTIONS=${functions}`);
  const words = [...told, "node_modules/.bin/node", "--conditions=react-server", "worker/main.ts"];
  const worker = spawn("env", words, { stdio: ["ignore", "ignore", "pipe"] });
  worker.stderr.resume();
  started.push(worker);
  return worker;
}

// The queue would give up on what they were doing half a minute later. The next test has jobs of the same name.
afterEach(async () => {
  for (const worker of started.splice(0)) await kill(worker);
  await pool.query("DELETE FROM jobs.job");
});

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill("SIGKILL");
  await ended;
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 240_000, interval: 50 });
const hasRead = (importNo: number, count: number) =>
  until(async () =>
    expect((await readImport(access, importNo))?.rowsRead ?? 0).toBeGreaterThanOrEqual(count),
  );

async function countBegun(): Promise<number> {
  const { rows } = await pool.query<{ begun: number }>(
    "SELECT begun FROM job_attempt WHERE name = 'import-items'",
  );
  return rows[0]?.begun ?? 0;
}

test("The worker reads an import in the background, ends on SIGTERM, and the next one goes on", async () => {
  await makeEmptyProject();
  const importNo = await upload(FILE);
  await startImport(access, importNo, DECISION);
  const held = await holdBack("query", "held");
  const first = startWorker();
  await hasRead(importNo, 500);
  first.kill("SIGTERM");
  const ended = once(first, "exit");
  await held.giveBack();
  const [code] = await ended;
  expect(code).toBe(0);
  expect((await readImport(access, importNo))?.state).toBe("running");

  startWorker();
  await until(async () => expect((await readImport(access, importNo))?.state).toBe("done"));
  expect(await countItems()).toEqual(WHOLE);
});

test("An import that was started without reaching the queue is found and read", async () => {
  await makeEmptyProject();
  const importNo = await upload("query,id,name\nlamp,1,One\n");
  await decideImport(access, importNo, DECISION);
  startWorker();
  await until(async () => expect((await readImport(access, importNo))?.state).toBe("done"));
});

test("An import in which the worker is killed three times is set aside, says so, and is read when it is started again", async () => {
  await makeEmptyProject();
  const importNo = await upload(FILE);
  await startImport(access, importNo, DECISION);
  const held = await holdBack("query", "held");
  for (let death = 1; death <= 3; death++) {
    const worker = startWorker();
    await until(async () => expect(await countBegun()).toBe(death));
    await hasRead(importNo, 500);
    await kill(worker);
    // The queue would notice half a minute later that nobody works on the job.
    await pool.query("DELETE FROM jobs.job WHERE name = 'import-items'");
  }
  await held.giveBack();
  const fourth = startWorker();
  await until(async () => expect((await readImport(access, importNo))?.state).toBe("failed"));
  expect(await readImport(access, importNo)).toMatchObject({ error: "stopped" });
  expect(fourth.exitCode).toBeNull();

  await startImport(access, importNo, DECISION);
  await until(async () => expect((await readImport(access, importNo))?.state).toBe("done"));
  expect(await countItems()).toEqual(WHOLE);
});

test("A worker that is killed while it adds the items leaves none of them, and the next one adds each once", async () => {
  await makeEmptyProject();
  const importNo = await upload(FILE);
  await startImport(access, importNo, DECISION);
  const held = await holdBack("item", 10_000);
  const worker = startWorker();
  await hasRead(importNo, 20_000);
  await untilHeldBack();
  await kill(worker);
  await pool.query("DELETE FROM jobs.job WHERE name = 'import-items'");
  await held.giveBack();
  expect(await countItems()).toMatchObject({ items: 0, last: 0 });
  startWorker();
  await until(async () => expect((await readImport(access, importNo))?.state).toBe("done"));
  expect(await countItems()).toEqual(WHOLE);
});

test("A connection that is killed in the middle of an import ends neither the worker nor, in the end, the import", async () => {
  await makeEmptyProject();
  const importNo = await upload(FILE);
  await startImport(access, importNo, DECISION);
  const held = await holdBack("query", "held");
  const worker = startWorker();
  await hasRead(importNo, 500);
  await held.holder.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND objsubid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  await held.giveBack();
  await until(async () => expect((await readImport(access, importNo))?.state).toBe("done"));
  expect(await countItems()).toEqual(WHOLE);
  expect(worker.exitCode).toBeNull();
});

test("Assignments that ran out come back without anybody asking", async () => {
  await makeProject({ items: 3, perQuery: 3, people: 1, judgmentsPerItem: 1 });
  await pool.query("SELECT claim_items('p', 1, 3)");
  await pool.query("UPDATE assignment SET expires_at = now() - interval '1 second'");
  startWorker();
  await until(async () => {
    const { rows: live } = await pool.query("SELECT 1 FROM item WHERE live > 0");
    expect(live).toHaveLength(0);
  });
});

test("An import that takes long does not hold those of other projects", async () => {
  await makeEmptyProject();
  await pool.query(
    "INSERT INTO project (id, name, question, relevant_from) SELECT 'other', name, question, relevant_from FROM project",
  );
  const other = actForProject("other");
  const held = await pool.connect();
  try {
    // The holder of this lock reads a file of the project: the started imports wait for it.
    await held.query("SELECT pg_advisory_lock(hashtextextended('import/' || $1, 0))", ["p"]);
    const slow = await Promise.all(
      Array.from({ length: 6 }, (_, n) => upload(`query,id,name\nlamp,${n},Lamp\n`)),
    );
    for (const importNo of slow) await startImport(access, importNo, DECISION);
    const quick = await upload("query,id,name\nlamp,1,One\n", null, other);
    await startImport(other, quick, DECISION);
    startWorker();
    await until(async () => expect((await readImport(other, quick))?.state).toBe("done"));
    for (const importNo of slow) expect((await readImport(access, importNo))?.state).toBe("running");
  } finally {
    held.release(true);
  }
  await until(async () => expect(await countItems()).toMatchObject({ items: 7 }));
});

test("A worker whose functions another Assay replaced takes no work; one that knows the new ones does it", async () => {
  await makeEmptyProject();
  const functions = await readFunctions();
  const replace = async (digest: string) => {
    const client = await pool.connect();
    await applyFunctions(client, { ...functions, digest }).finally(() => client.release());
  };
  await replace(functions.digest);
  const old = startWorker(functions.digest);
  let refusals = 0;
  old.stderr?.on("data", (text: Buffer) => {
    refusals += text.toString().split("FUNCTIONS_REPLACED").length - 1;
  });
  const first = await upload("query,id,name\nlamp,1,One\n");
  await startImport(access, first, DECISION);
  await until(async () => expect((await readImport(access, first))?.state).toBe("done"));

  await replace("of-the-next");
  await until(async () => expect(refusals).toBeGreaterThan(0));
  const second = await upload("query,id,name\nlamp,2,Two\n");
  await startImport(access, second, DECISION);
  const seen = refusals;
  // It asks for work about once a second.
  await until(async () => expect(refusals).toBeGreaterThan(seen + 3));
  expect(await readImport(access, second)).toMatchObject({ state: "running", rowsRead: 0 });

  startWorker("of-the-next");
  await until(async () => expect((await readImport(access, second))?.state).toBe("done"));
});
