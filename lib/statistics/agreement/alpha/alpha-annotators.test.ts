import { expect, test } from "vitest";
import { HAYES, KRIPPENDORFF, readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { annotatorScope } from "./alpha-annotators.ts";
import { jackknifeAlpha, jackknifeError } from "./alpha-jackknife.ts";
import { alphaWithoutEach } from "./alpha-without.ts";

test("adds the error over items and over annotators in squares, with A - 1 degrees of freedom", () => {
  const scope = annotatorScope(HAYES, "ordinal");
  const items = jackknifeAlpha(HAYES, "ordinal");
  if (scope.reason !== null || items.reason !== null) throw new Error("undefined");
  const without = alphaWithoutEach(HAYES, "ordinal").map(({ alpha }) => alpha.value as number);
  expect(scope.annotators).toBe(5);
  expect(scope.itemError).toBe(items.standardError);
  expect(scope.annotatorError).toBeCloseTo(jackknifeError(without).standardError, 12);
  expect(scope.standardError ** 2).toBeCloseTo(scope.itemError ** 2 + scope.annotatorError ** 2, 12);
  // Student's t, .975 with 4 degrees of freedom: 2.776 in every table.
  expect(items.value - scope.value.lower).toBeCloseTo(2.776445 * scope.standardError, 6);
  expect(scope.value.upper).toBeCloseTo(Math.min(1, items.value + 2.776445 * scope.standardError), 6);
});

test("is cut at 1 above and not cut below", () => {
  const scope = annotatorScope(KRIPPENDORFF, "ordinal");
  expect(scope.value?.upper).toBe(1);
  expect(annotatorScope(readRatings("12 21 11 22", 2), "nominal", undefined, 0.999).value).toBeNull();
  expect(annotatorScope(readRatings("121 212 112 221", 2), "nominal").value?.lower).toBeLessThan(0);
});

test("widens with the confidence asked for", () => {
  const of = (confidence: number) => annotatorScope(HAYES, "ordinal", undefined, confidence);
  const half = of(0.5);
  const most = of(0.99);
  if (half.reason !== null || most.reason !== null) throw new Error("undefined");
  expect(half.value.upper - half.value.lower).toBeCloseTo(
    2 * studentQuantile(0.75, 4) * half.standardError,
    12,
  );
  expect(most.value.lower).toBeLessThan(half.value.lower);
});

test("annotators who share no item do not count", () => {
  const scope = annotatorScope(readRatings("112. 223. 331. 123. ...1", 3), "ordinal");
  expect(scope.reason === null && scope.annotators).toBe(3);
});

test("is undefined as alpha, and when leaving someone out leaves nothing", () => {
  expect(annotatorScope(readRatings("1. .2", 2), "ordinal")).toEqual({ value: null, reason: "no-pairs" });
  expect(annotatorScope(readRatings("11 11", 2), "ordinal")).toEqual({ value: null, reason: "no-variation" });
  expect(annotatorScope(readRatings("12 11 22 21", 2), "ordinal")).toEqual({
    value: null,
    reason: "too-few",
  });
});
