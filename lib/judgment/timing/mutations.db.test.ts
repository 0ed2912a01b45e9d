import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { addTimings } from "./mutations.ts";
import { bucketOf, edgeOf, latencyOf } from "./rules.ts";
import type { StepCount } from "./schema.ts";

beforeEach(() => makeProject({ items: 3, perQuery: 3, people: 8, judgmentsPerItem: 1 }));

async function latency(projectId = PROJECT) {
  const { rows } = await pool.query<StepCount>(
    "SELECT step, bucket::int, count::float8 FROM step_timing WHERE project_id = $1",
    [projectId],
  );
  return latencyOf(rows);
}

test("reports of several desks at once add up, also where one names a bucket twice", async () => {
  const counts = [
    { step: "next", bucket: bucketOf(40), count: 2 },
    { step: "next", bucket: bucketOf(10), count: 17 },
    { step: "next", bucket: bucketOf(40), count: 1 },
    { step: "submit", bucket: bucketOf(300), count: 1 },
  ] as const;
  const desks = Array.from({ length: 8 }, (_, i) =>
    addTimings(person(i + 1), i % 2 ? counts : counts.toReversed()),
  );
  await Promise.all(desks);
  const { next, submit, claim } = await latency();
  expect(next).toEqual({ n: 160, p50Ms: edgeOf(bucketOf(10)), p95Ms: edgeOf(bucketOf(40)) });
  expect(submit).toEqual({ n: 8, p50Ms: edgeOf(bucketOf(300)), p95Ms: null });
  expect(claim.n).toBe(0);
});

test("no column says who it was", async () => {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'step_timing' ORDER BY 1",
  );
  expect(rows.map(({ name }) => name)).toEqual(["bucket", "count", "project_id", "step"]);
});

test("another project has no part in it", async () => {
  await addTimings(person(1), [{ step: "next", bucket: 3, count: 5 }]);
  expect((await latency("elsewhere")).next.n).toBe(0);
});
