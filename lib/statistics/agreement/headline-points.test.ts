import { expect, test } from "vitest";
import { tally } from "#lib/statistics/counting/tally.ts";
import { krippendorffAlpha } from "./alpha/alpha.ts";
import { oneWayIcc, reliabilityOfMean } from "./correlation/icc-one-way.ts";
import { gwetAc2 } from "./gwet.ts";
import { headlinePoints } from "./headline-points.ts";
import { exactAgreement, withinOneAgreement } from "./percent.ts";
import { HAYES, KRIPPENDORFF, readRatings } from "./published.fixture.ts";

test("the headline's numbers are those of their own files, to the bit", () => {
  for (const data of [KRIPPENDORFF, HAYES]) {
    const points = headlinePoints(tally(data).pairs);
    const icc = oneWayIcc(data);
    const ac2 = gwetAc2(data);
    if (icc.reason !== null || ac2.reason !== null) throw new Error("undefined");
    expect(points.alpha).toEqual(krippendorffAlpha(data, "ordinal"));
    expect(points.exact).toEqual(exactAgreement(data));
    expect(points.withinOne).toEqual(withinOneAgreement(data));
    expect(points.ac2).toEqual({
      reason: null,
      value: ac2.value,
      observed: ac2.observed,
      expected: ac2.expected,
    });
    expect(points.icc).toEqual({ reason: null, value: icc.value });
    expect(points.reliabilityOfMean).toEqual(reliabilityOfMean(icc.value, points.ratingsPerItem as number));
  }
});

// Krippendorff 2011: 11 pairable units with 40 values, 13 of them 2.
test("counts what a reader needs to judge them by", () => {
  expect(headlinePoints(tally(KRIPPENDORFF).pairs)).toMatchObject({
    pairableItems: 11,
    ratings: 40,
    ratingsPerItem: 40 / 11,
    nonModalRatings: 27,
  });
});

test("uses the declared values where the scale has them", () => {
  const of = (values?: number[]) => headlinePoints(tally(HAYES).pairs, values);
  expect(of([1, 2, 3, 4])).toEqual(of());
  expect(of([0, 0.1, 0.2, 9]).ac2.value).not.toBe(of().ac2.value);
  expect(of([0, 0.1, 0.2, 9]).icc.value).not.toBe(of().icc.value);
  expect(of([0, 0.1, 0.2, 9]).alpha).toEqual(of().alpha);
});

test("each part is undefined for its own reason", () => {
  const none = headlinePoints(tally(readRatings("1. .2", 2)).pairs);
  expect(
    [none.alpha, none.exact, none.withinOne, none.ac2, none.icc, none.reliabilityOfMean].map(
      (part) => part.reason,
    ),
  ).toEqual(Array(6).fill("no-pairs"));
  const flat = headlinePoints(tally(readRatings("11 11", 2)).pairs);
  expect(flat.alpha.reason).toBe("no-variation");
  expect(flat.icc.reason).toBe("no-variation");
  expect(flat.reliabilityOfMean.reason).toBe("no-variation");
  expect([flat.exact.value, flat.withinOne.value, flat.ac2.value]).toEqual([1, 1, 1]);
  expect(headlinePoints(tally(readRatings("11", 1)).pairs).ac2.reason).toBe("no-variation");
});
