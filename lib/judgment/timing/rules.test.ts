import { describe, expect, test } from "vitest";
import { bucketOf, edgeOf, LAST_BUCKET, latencyOf } from "./rules.ts";
import { type StepCount, timingSchema } from "./schema.ts";

const next = (milliseconds: number, count = 1): StepCount => ({
  step: "next",
  bucket: bucketOf(milliseconds),
  count,
});

describe("a bucket", () => {
  test("has an edge at or above everything in it, by less than a sixteenth of a doubling", () => {
    for (let ms = 1; ms < 120_000; ms *= 1.01) {
      const edge = edgeOf(bucketOf(ms));
      expect(edge / ms).toBeGreaterThan(1 - 1e-9);
      expect(edge / ms).toBeLessThan(2 ** (1 / 16) + 1e-9);
    }
  });

  test("of nonsense is the first, of hours the last", () => {
    for (const ms of [0, -3, Number.NaN, 0.4, 1]) expect(bucketOf(ms)).toBe(0);
    for (const ms of [131_072, 1e9, Number.POSITIVE_INFINITY]) expect(bucketOf(ms)).toBe(LAST_BUCKET);
  });

  test("is taken up to the last one", () => {
    const report = (bucket: number) => ({ projectId: "p", counts: [{ step: "next", bucket, count: 1 }] });
    expect(timingSchema.safeParse(report(LAST_BUCKET)).success).toBe(true);
    expect(timingSchema.safeParse(report(LAST_BUCKET + 1)).success).toBe(false);
  });
});

describe("latency", () => {
  test("is the times below which half and 95 of 100 lie", () => {
    const times = Array.from({ length: 100 }, (_, i) => next(i + 1));
    const { n, p50Ms, p95Ms } = latencyOf(times).next;
    expect(n).toBe(100);
    expect(p50Ms).toBe(edgeOf(bucketOf(50)));
    expect(p95Ms).toBe(edgeOf(bucketOf(95)));
  });

  test("does not depend on the order in which buckets come", () => {
    const counts = [next(400, 3), next(10, 90), next(40, 20)];
    expect(latencyOf(counts.toReversed())).toEqual(latencyOf(counts));
  });

  test("has no 95th percentile below twenty, and none at all without a time", () => {
    expect(latencyOf([next(10, 19)]).next.p95Ms).toBeNull();
    expect(latencyOf([next(10, 20)]).next.p95Ms).toBe(edgeOf(bucketOf(10)));
    expect(latencyOf([next(10)]).claim).toEqual({ n: 0, p50Ms: null, p95Ms: null });
  });
});

test("a report says what it says and no more: no other step, no person, not too much", () => {
  const counts = [{ step: "next", bucket: 3, count: 1 }];
  expect(timingSchema.safeParse({ projectId: "p", counts }).success).toBe(true);
  expect(timingSchema.safeParse({ projectId: "p", counts, annotatorNo: 3 }).success).toBe(false);
  expect(timingSchema.safeParse({ projectId: "p", counts: [] }).success).toBe(false);
  for (const change of [{ step: "sleep" }, { count: 0 }, { count: 5001 }, { bucket: -1 }]) {
    expect(timingSchema.safeParse({ projectId: "p", counts: [{ ...counts[0], ...change }] }).success).toBe(
      false,
    );
  }
  const many = Array.from({ length: 6 }, () => ({ step: "next", bucket: 3, count: 1000 }));
  expect(timingSchema.safeParse({ projectId: "p", counts: many }).success).toBe(false);
});
