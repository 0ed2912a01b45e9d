import { describe, expect, test } from "vitest";
import {
  ANXIETY,
  completeRatings,
  JUDGES,
  KRIPPENDORFF,
  readRatings,
} from "#lib/statistics/agreement/published.fixture.ts";
import { ICC_FORMS, icc, meanSquares } from "./icc.ts";

describe("the six intraclass correlations", () => {
  // Shrout & Fleiss 1979, table 4: .17 .29 .71 .44 .62 .91; mean squares of table 3: 11.24, 32.49, 1.02, 6.26.
  test("of Shrout and Fleiss' judges have the published values", () => {
    const found = ICC_FORMS.map((form) => icc(JUDGES, form).value as number);
    expect(found.map((value) => Number(value.toFixed(2)))).toEqual([0.17, 0.29, 0.71, 0.44, 0.62, 0.91]);
    const { msr, msc, mse, msw } = meanSquares(JUDGES);
    expect(msr).toBeCloseTo(11.241666666666669, 9);
    expect(msc).toBeCloseTo(32.486111111111114, 9);
    expect(mse).toBeCloseTo(1.019444444444442, 9);
    expect(msw).toBeCloseTo(6.2638888888888875, 9);
  });

  // R irr "anxiety": ICC(1) .175, ICC(A,1) .198, ICC(C,1) .216.
  test("of twenty anxious subjects have R's values", () => {
    const expected = [
      0.17502238137869278, 0.1979982593559616, 0.21604938271604926, 0.3889257294429706, 0.4254987531172068,
      0.45258620689655155,
    ];
    ICC_FORMS.forEach((form, i) => {
      expect(icc(completeRatings(ANXIETY), form).value).toBeCloseTo(expected[i], 9);
    });
  });

  test("of the mean are Spearman and Brown's of one rating, with k = 4", () => {
    for (const model of ["1", "2", "3"] as const) {
      const one = icc(JUDGES, `ICC(${model},1)`).value as number;
      expect(icc(JUDGES, `ICC(${model},k)`).value).toBeCloseTo((4 * one) / (1 + 3 * one), 10);
    }
  });

  test("do not change when every value is shifted and scaled, as ICC(3,1) not by constant judges", () => {
    const scaled = { ...JUDGES, values: JUDGES.values.map((value) => 7 - 3 * value) };
    const shifted = { ...JUDGES, values: JUDGES.values.map((value, cell) => value + 10 * (cell % 4)) };
    const tiny = { ...JUDGES, values: JUDGES.values.map((value) => 1e-7 * value) };
    const huge = { ...JUDGES, values: JUDGES.values.map((value) => 1e7 * value) };
    for (const form of ICC_FORMS) {
      expect(icc(tiny, form).value).toBeCloseTo(icc(JUDGES, form).value as number, 10);
      expect(icc(huge, form).value).toBeCloseTo(icc(JUDGES, form).value as number, 10);
    }
    for (const form of ICC_FORMS)
      expect(icc(scaled, form).value).toBeCloseTo(icc(JUDGES, form).value as number, 10);
    expect(icc(shifted, "ICC(3,1)").value).toBeCloseTo(icc(JUDGES, "ICC(3,1)").value as number, 10);
    expect(icc(shifted, "ICC(2,1)").value).toBeLessThan(0.1);
  });

  test("are undefined for an incomplete design, one annotator, one item or no variation", () => {
    const of = (words: string) => icc(completeRatings(readRatings(words, 3)), "ICC(2,1)");
    expect(icc(completeRatings(KRIPPENDORFF), "ICC(1,1)")).toEqual({ value: null, reason: "incomplete" });
    expect(of("1 2")).toEqual({ value: null, reason: "no-pairs" });
    expect(of("12")).toEqual({ value: null, reason: "too-few" });
    expect(of("22 22")).toEqual({ value: null, reason: "no-variation" });
    expect(icc({ items: 0, annotators: 2, values: new Float64Array(0) }, "ICC(1,1)").reason).toBe("no-pairs");
  });

  test("of perfect agreement are 1, without limits where no error is left", () => {
    const found = icc(completeRatings(readRatings("11 22 33", 3)), "ICC(1,1)");
    expect(found).toMatchObject({ reason: null, interval: null });
    expect(found.value).toBeCloseTo(1, 12);
  });

  test("may be undefined for the mean alone: nothing differs between items", () => {
    expect(icc(completeRatings(readRatings("12 21", 2)), "ICC(1,k)").reason).toBe("no-variation");
    expect(icc(completeRatings(readRatings("12 21", 2)), "ICC(1,1)").value).toBeCloseTo(-1, 12);
  });
});
