import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBinomial } from "./interval.ts";

test("any count within its trials and any confidence between 0 and 1 is accepted", () => {
  const counts = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([some, more]) => [some, some + more] as const);
  const inside = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(counts, inside, ([successes, trials], confidence) => {
      expect(() => checkBinomial(successes, trials, confidence)).not.toThrow();
    }),
  );
});

test.each([
  [-1, 5],
  [6, 5],
  [1, 0],
  [Number.NaN, 5],
  [2, Number.NaN],
])("%d successes in %d trials are refused", (successes, trials) => {
  expect(() => checkBinomial(successes, trials, 0.95)).toThrow(
    new RangeError("successes must lie in 0..trials"),
  );
});

test.each([0, 1, -0.5, 95, Number.NaN])("a confidence of %d is refused", (confidence) => {
  expect(() => checkBinomial(1, 2, confidence)).toThrow(
    new RangeError("confidence must lie strictly between 0 and 1"),
  );
});
