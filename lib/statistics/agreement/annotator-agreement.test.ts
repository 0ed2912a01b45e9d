import { describe, expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { annotatorAgreement } from "./annotator-agreement.ts";
import { KRIPPENDORFF, readRatings } from "./published.fixture.ts";

describe("agreement of each annotator with the others", () => {
  test("of Krippendorff's observers is .815 .833 .700 .848, on 9, 10, 10 and 11 items", () => {
    const exact = annotatorAgreement(KRIPPENDORFF);
    const expected = [0.8148148148148148, 0.8333333333333333, 0.7, 0.8484848484848484];
    expect(exact.map((own) => own.items)).toEqual([9, 10, 10, 11]);
    exact.forEach((own, a) => {
      expect(own.value).toBeCloseTo(expected[a], 10);
    });
    const quadratic = [0.9629629629629629, 0.9833333333333332, 0.975, 0.9696969696969696];
    annotatorAgreement(KRIPPENDORFF, "quadratic").forEach((own, a) => {
      expect(own.value).toBeCloseTo(quadratic[a], 10);
    });
  });

  // One higher than both others on the first item, equal to their mean on the second: bias 1/2, its error 1/2.
  test("tells how much higher one rates, with the error of that mean", () => {
    const [own, other] = annotatorAgreement(readRatings("322 213", 3));
    expect(own).toEqual({ reason: null, value: 0, bias: 0.5, biasError: 0.5, items: 2 });
    expect(other?.reason === null && other.bias).toBeCloseTo((-0.5 + -1.5) / 2, 12);
  });

  // Differences 1, 1 and 0: mean 2/3, squares 2/3 over 3 - 1, over 3 items.
  test("divides by one item less than there are", () => {
    const [own] = annotatorAgreement(readRatings("21 32 11", 3));
    expect(own?.reason === null && own.biasError).toBeCloseTo(Math.sqrt(2 / 3 / 2 / 3), 12);
  });

  test("gives the bias in the values of the scale", () => {
    const [own] = annotatorAgreement(readRatings("31", 3), "unweighted", [0, 5, 50]);
    expect(own).toEqual({ reason: null, value: 0, bias: 50, biasError: null, items: 1 });
  });

  test("nobody is compared with their own ratings, and somebody who shares no item has no value", () => {
    const found = annotatorAgreement(readRatings("11. ..2", 2));
    expect(found.map((own) => own.value)).toEqual([1, 1, null]);
    expect(found[2]).toEqual({ value: null, reason: "no-pairs", items: 0 });
  });

  test("an item rated twice by the same annotator counts twice, never against their own rating", () => {
    const twice = labelingFromTriples({ items: 1, annotators: 2, levels: 2 }, [
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
    const [own, other] = annotatorAgreement(twice);
    expect(own).toMatchObject({ value: 0.5, items: 2, bias: 0.5 });
    expect(other).toMatchObject({ value: 0.5, items: 1, bias: -0.5 });
  });
});
