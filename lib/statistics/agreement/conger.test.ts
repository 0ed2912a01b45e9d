import { describe, expect, test } from "vitest";
import { congerKappa } from "./conger.ts";
import { cohenKappaOfTwo, FIVE_OBSERVERS, FLEISS, KRIPPENDORFF, readRatings } from "./published.fixture.ts";

describe("Conger's kappa", () => {
  test("is .442 of Fleiss' patients, where Fleiss has .430", () => {
    expect(congerKappa(FLEISS, "unweighted").value).toBeCloseTo(0.44180854032933287, 10);
  });

  // Gwet, Handbook of Inter-Rater Reliability (R irrCAC, conger.kappa.raw).
  test.each([
    [KRIPPENDORFF, "unweighted", 0.7620668936511116, 0.15010879506985086],
    [KRIPPENDORFF, "linear", 0.8131370328425822, 0.14586819692906378],
    [KRIPPENDORFF, "quadratic", 0.8571682240916252, 0.14436079135839996],
    [KRIPPENDORFF, "ordinal", 0.8430824967922099, 0.14482253970386322],
    [FIVE_OBSERVERS, "unweighted", 0.46927427859265647, 0.11666345485981727],
  ] as const)(
    "has Gwet's value and standard error with missing ratings, %1$s",
    (data, weights, value, standardError) => {
      const found = congerKappa(data, weights);
      expect(found.value).toBeCloseTo(value, 10);
      expect(found.reason === null && found.standardError).toBeCloseTo(standardError, 9);
    },
  );

  test("of two annotators with complete data is Cohen's kappa", () => {
    const data = readRatings("11 12 22 45 55 54 21 11", 5);
    expect(congerKappa(data, "linear").value).toBeCloseTo(
      cohenKappaOfTwo(data, "linear").value as number,
      12,
    );
  });

  test("has a standard error from two items on, as by hand", () => {
    const found = congerKappa(readRatings("11 12", 2), "unweighted");
    // Observed 1/2; the annotators' shares (1, 0) and (1/2, 1/2) make 1/2 by chance. Of the items one agrees by 1 and the
    // other by -1, their own chance is 3/4 and 1/4: each pulls by 1 the other way, which leaves nothing to vary.
    expect(found).toEqual({ reason: null, value: 0, observed: 0.5, expected: 0.5, standardError: 0 });
  });

  test("needs pairs, variation and a rating of every annotator", () => {
    const of = (words: string) => congerKappa(readRatings(words, 2), "unweighted");
    expect(of("1. .2")).toEqual({ value: null, reason: "no-pairs" });
    expect(of("12. 21.")).toEqual({ value: null, reason: "annotator-without-rating" });
    expect(of("11 11")).toEqual({ value: null, reason: "no-variation" });
    expect(of("11 11 .2")).toEqual({ value: null, reason: "no-variation" });
    expect(of("12")).toMatchObject({ reason: null, value: 0, standardError: null });
    expect(congerKappa(readRatings("12 21", 2), new Float64Array(4).fill(1)).reason).toBe("no-variation");
  });

  test("asks for two annotators even where one rated an item twice", () => {
    const twice = readRatings("12 21", 2);
    const one = { ...twice, annotators: 1, annotator: new Int32Array(4) };
    expect(congerKappa(one, "unweighted")).toEqual({ value: null, reason: "no-pairs" });
  });
});
