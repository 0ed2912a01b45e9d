import { expect, test } from "vitest";
import { duration, durationRange } from "./duration.ts";

test("a duration is told in the unit that people would use", () => {
  expect([0.001, 0.5, 1.5, 12.3, 60, 400].map(duration)).toEqual([
    "1 minute",
    "30 minutes",
    "1.5 hours",
    "12 hours",
    "2.5 days",
    "17 days",
  ]);
});

test("a range has one unit, and is one duration where both ends round to the same", () => {
  expect(durationRange(10.1, 14.77)).toBe("10 to 15 hours");
  expect(durationRange(30, 60)).toBe("1.5 to 2.5 days");
  expect(durationRange(12, 12.1)).toBe("12 hours");
});
