import { expect, test } from "vitest";
import {
  ANXIETY,
  completeRatings,
  KRIPPENDORFF,
  readRatings,
} from "#lib/statistics/agreement/published.fixture.ts";
import { kendallW } from "./kendall-w.ts";

// R irr kendall(anxiety, correct = TRUE): .540.
test("of twenty anxious subjects is .540, corrected for ties", () => {
  expect(kendallW(completeRatings(ANXIETY)).value).toBeCloseTo(0.5396568759543698, 10);
});

test("is 1 for equal orders, 0 for opposite ones", () => {
  expect(kendallW(completeRatings(readRatings("12 23 34", 4))).value).toBeCloseTo(1, 12);
  expect(kendallW(completeRatings(readRatings("13 22 31", 3))).value).toBeCloseTo(0, 12);
});

test("is undefined when incomplete, with one annotator or item, and without order", () => {
  const of = (words: string) => kendallW(completeRatings(readRatings(words, 3)));
  expect(kendallW(completeRatings(KRIPPENDORFF))).toEqual({ value: null, reason: "incomplete" });
  expect(of("1 2 3")).toEqual({ value: null, reason: "no-pairs" });
  expect(of("12")).toEqual({ value: null, reason: "too-few" });
  expect(of("22 22")).toEqual({ value: null, reason: "zero-variance" });
  expect(of("12 12")).toEqual({ value: null, reason: "zero-variance" });
  expect(kendallW({ items: 0, annotators: 3, values: new Float64Array(0) }).reason).toBe("no-pairs");
});
