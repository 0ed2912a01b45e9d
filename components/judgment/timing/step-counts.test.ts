import { expect, test } from "vitest";
import { bucketOf } from "#lib/judgment/timing/rules.ts";
import { timingSchema } from "#lib/judgment/timing/schema.ts";
import { StepCounts } from "./step-counts.ts";

test("times of one bucket are one count, and each is reported once", () => {
  const counts = new StepCounts();
  for (const ms of [20, 20.1, 300]) counts.add("next", ms);
  counts.add("submit", 300);
  expect(counts.take()).toEqual([
    { step: "next", bucket: bucketOf(20), count: 2 },
    { step: "next", bucket: bucketOf(300), count: 1 },
    { step: "submit", bucket: bucketOf(300), count: 1 },
  ]);
  expect(counts.take()).toEqual([]);
});

test("a report that did not arrive goes with the next one", () => {
  const counts = new StepCounts();
  counts.add("next", 20);
  const lost = counts.take();
  counts.add("next", 20);
  counts.putBack(lost);
  expect(counts.take()).toEqual([{ step: "next", bucket: bucketOf(20), count: 2 }]);
});

test("however long nothing could be reported, the server takes what is", () => {
  const counts = new StepCounts();
  for (let i = 0; i < 10_000; i++) counts.add(i % 2 ? "next" : "claim", 2 ** (i % 17));
  for (let bucket = 0; bucket < 272; bucket++) counts.add("wait", 2 ** (bucket / 16));
  for (let report = counts.take(); report.length > 0; report = counts.take()) {
    expect(timingSchema.safeParse({ projectId: "p", counts: report }).success).toBe(true);
  }
});
