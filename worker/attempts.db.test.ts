import type { JobWithMetadata } from "pg-boss";
import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { type Jobs, MOST_ATTEMPTS } from "#lib/queue.ts";
import { makeProject, PROJECT } from "#prisma/testing/queue-fixture.ts";
import { giveBackAttempts, runCounted } from "./attempts.ts";
import type { Job } from "./job.ts";

type Freeze = JobWithMetadata<Jobs["freeze-dataset"]>;
type Settle = JobWithMetadata<Jobs["settle-items"]>;

const freeze = { data: { projectId: PROJECT, version: 2 } } as Freeze;
const settle = { data: { projectId: PROJECT } } as Settle;
const going = new AbortController().signal;
const never = () => new Promise<void>(() => {});
const done = async () => {};
const broken = () => Promise.reject(new Error("broken"));

let asides: unknown[] = [];
let runs = 0;
const jobOf = (run: () => Promise<void>): Job<"freeze-dataset"> => ({
  name: "freeze-dataset",
  projectsAtOnce: 1,
  run: () => {
    runs++;
    return run();
  },
  setAside: async (...told) => {
    asides.push(told);
  },
});
const count = async () => (await pool.query("SELECT name, no, begun FROM job_attempt")).rows;
/** As a worker that is killed: the job was begun, and nothing is ever heard of it again. */
const dieIn = async (begun: number) => {
  void runCounted(jobOf(never), freeze, going);
  await expect.poll(count, { timeout: 120_000 }).toEqual([{ name: "freeze-dataset", no: 2, begun }]);
  // It is counted before it runs.
  await expect.poll(() => runs, { timeout: 120_000 }).toBe(begun);
};

beforeEach(async () => {
  await makeProject({ items: 1, perQuery: 1, people: 1, judgmentsPerItem: 1 });
  asides = [];
  runs = 0;
});

test("a job that ends well is forgotten, however often it died before", async () => {
  await dieIn(1);
  await dieIn(2);
  await runCounted(jobOf(done), freeze, going);
  expect([await count(), asides]).toEqual([[], []]);
});

test("a job in which the worker died three times is not begun again but set aside, and may be started again", async () => {
  for (let begun = 1; begun <= MOST_ATTEMPTS; begun++) await dieIn(begun);
  const before = runs;
  await runCounted(jobOf(never), freeze, going);
  expect(runs).toBe(before);
  expect(asides).toEqual([[freeze.data, "stopped"]]);
  expect(await count()).toEqual([]);
});

test("a job that fails is tried again twice and then set aside", async () => {
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
    await expect(runCounted(jobOf(broken), freeze, going)).rejects.toThrow("broken");
    expect(asides).toEqual([]);
  }
  await runCounted(jobOf(broken), freeze, going);
  expect(asides).toEqual([[freeze.data, "unexpected"]]);
  expect(await count()).toEqual([]);
});

test("a worker that was told to stop has not died in its jobs", async () => {
  const stopping = new AbortController();
  const cut = jobOf(() => {
    stopping.abort();
    return Promise.reject(new DOMException("stopping", "AbortError"));
  });
  for (let time = 0; time <= MOST_ATTEMPTS; time++) await runCounted(cut, freeze, stopping.signal);
  // Nor has one that could not wait for them.
  void runCounted(jobOf(never), freeze, going);
  await expect.poll(count, { timeout: 120_000 }).toMatchObject([{ begun: 1 }]);
  await giveBackAttempts();
  expect(asides).toEqual([]);
  expect(await count()).toMatchObject([{ begun: 0 }]);
});

test("a job that no screen started rests for an hour and is then begun again", async () => {
  const job: Job<"settle-items"> = { name: "settle-items", projectsAtOnce: 1, run: async () => void runs++ };
  await pool.query(
    "INSERT INTO job_attempt (project_id, name, no, begun) VALUES ($1, 'settle-items', 0, $2)",
    [PROJECT, MOST_ATTEMPTS],
  );
  await runCounted(job, settle, going);
  await runCounted(job, settle, going);
  expect([runs, await count()]).toEqual([0, [{ name: "settle-items", no: 0, begun: MOST_ATTEMPTS + 2 }]]);
  await pool.query("UPDATE job_attempt SET began_at = now() - interval '61 minutes'");
  await runCounted(job, settle, going);
  expect([runs, await count()]).toEqual([1, []]);
});

test("a job that no screen started and that only fails is tried until it works", async () => {
  const job: Job<"settle-items"> = { name: "settle-items", projectsAtOnce: 1, run: broken };
  for (let attempt = 0; attempt <= MOST_ATTEMPTS; attempt++)
    await expect(runCounted(job, settle, going)).rejects.toThrow("broken");
  await runCounted({ ...job, run: async () => void runs++ }, settle, going);
  expect(runs).toBe(1);
});
