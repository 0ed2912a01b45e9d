import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { aggregate } from "#lib/statistics/aggregation/aggregate.ts";
import { answer, SCORED } from "./answers.ts";

const labeling = labelingFromMatrix(
  [
    [0, 1, 1],
    [0, 2, null],
    [1, 1, 1],
    [2, 2, 0],
  ],
  3,
);
const truth = Int32Array.of(1 << 1, 1 << 2, 1 << 0, 0);

test("a tied vote is as right as a toss, a median is not", () => {
  expect([...answer(labeling, truth, "majority").credit]).toEqual([1, 0.5, 0, 0]);
  expect([...answer(labeling, truth, "median").credit]).toEqual([1, 0, 0, 0]);
});

test("the pool answers as aggregate does", () => {
  const gold = Int32Array.of(0, 0, 1 << 1, 0);
  const { label, posterior } = aggregate(labeling, { rule: "pooled", gold });
  const found = answer(labeling, truth, "pooled", { gold });
  expect([...found.credit]).toEqual([...truth].map((bits, item) => (bits >> (label[item] ?? 0)) & 1));
  expect([...(found.confidence ?? [])]).toEqual([...label].map((own, item) => posterior[item * 3 + own]));
  expect(found.loss?.[0]).toBeCloseTo(-Math.log(posterior[1] ?? 0), 12);
});

test("every rule gives every item credit from 0 to 1, and confidence where it states probabilities", () => {
  for (const rule of SCORED) {
    const { credit, confidence, loss } = answer(labeling, truth, rule);
    expect(credit.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(confidence === null).toBe(rule === "median" || rule === "wawa");
    expect(loss === null).toBe(confidence === null);
  }
});
