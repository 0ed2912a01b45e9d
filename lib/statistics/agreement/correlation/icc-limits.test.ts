import { describe, expect, test } from "vitest";
import { ANXIETY, completeRatings, JUDGES } from "#lib/statistics/agreement/published.fixture.ts";
import { type IccForm, icc } from "./icc.ts";
import { icc1Interval, icc2Interval, icc3Interval } from "./icc-limits.ts";

describe("F-based limits", () => {
  // R psych ICC on Shrout & Fleiss' judges; theirs, page 425, are the same to two digits.
  test.each<[IccForm, number, number]>([
    ["ICC(1,1)", -0.13293232487475096, 0.7225600623281211],
    ["ICC(2,1)", 0.018786513374712044, 0.7610843696489528],
    ["ICC(3,1)", 0.34246476503392614, 0.9458582599553597],
    ["ICC(1,k)", -0.8844421552381196, 0.9124154203407756],
    ["ICC(2,k)", 0.07113681530250347, 0.9272320401677219],
    ["ICC(3,k)", 0.6756747138163055, 0.9858916781690623],
  ])("of %s are R's", (form, lower, upper) => {
    const found = icc(JUDGES, form);
    expect(found.reason === null && found.interval?.lower).toBeCloseTo(lower, 8);
    expect(found.reason === null && found.interval?.upper).toBeCloseTo(upper, 8);
  });

  // R irr icc on "anxiety".
  test("hold for another table", () => {
    const of = (form: IccForm) => icc(completeRatings(ANXIETY), form);
    const two = of("ICC(2,1)");
    expect(two.reason === null && two.interval?.lower).toBeCloseTo(-0.038910626093160386, 8);
    expect(two.reason === null && two.interval?.upper).toBeCloseTo(0.49357394597212245, 8);
    const three = of("ICC(3,1)");
    expect(three.reason === null && three.interval?.lower).toBeCloseTo(-0.04625788532363338, 8);
  });

  test("widen with the confidence", () => {
    const wide = icc(JUDGES, "ICC(2,1)", 0.99);
    const narrow = icc(JUDGES, "ICC(2,1)", 0.8);
    if (wide.reason !== null || narrow.reason !== null) throw new Error("undefined");
    expect(wide.interval?.lower).toBeLessThan(narrow.interval?.lower as number);
    expect(wide.interval?.upper).toBeGreaterThan(narrow.interval?.upper as number);
  });

  test("are missing where an error mean square is 0", () => {
    const squares = { msr: 2, msc: 0, mse: 0, msw: 0 };
    expect(icc1Interval(squares, 5, 3, 0.95, false)).toBeNull();
    expect(icc2Interval(squares, 5, 3, 0.95, true)).toBeNull();
    expect(icc3Interval(squares, 5, 3, 0.95, false)).toBeNull();
  });
});
