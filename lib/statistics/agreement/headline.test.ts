import { describe, expect, test } from "vitest";
import { firstRatings, labelingFromTriples } from "#lib/labeling.ts";
import { chanceToReach } from "./alpha/alpha-bootstrap.ts";
import { agreementHeadline, studentInterval } from "./headline.ts";
import { HAYES, KRIPPENDORFF, ONE_DISAGREES, readRatings } from "./published.fixture.ts";

const CUTS = [0.667, 0.8];

describe("the headline", () => {
  const headline = agreementHeadline(HAYES, { seed: 3, cuts: CUTS });

  // Hayes & Krippendorff 2007: ordinal alpha .7598; whole-item resampling .624 to .842.
  test("of Hayes' articles holds the published alpha and the interval for this team", () => {
    expect(headline.alpha.value).toBeCloseTo(0.7598, 4);
    expect(headline.team.value?.lower).toBeCloseTo(0.624, 1);
    expect(headline.team.value?.upper).toBeCloseTo(0.842, 1);
    expect(headline).toMatchObject({
      seed: 3,
      replicates: 1000,
      confidence: 0.95,
      firstRatings: null,
      pairableItems: 40,
      ratings: 159,
      ratingsPerItem: 159 / 40,
      annotators: 5,
      fewAnnotators: true,
      lacking: null,
      undefinedReplicates: 0,
    });
  });

  test("is wider for annotators like these, and the jackknife is as wide as the bootstrap", () => {
    const { team, annotatorsLikeThese, jackknife } = headline;
    if (team.reason !== null || annotatorsLikeThese.reason !== null || jackknife.reason !== null)
      throw new Error("undefined");
    expect(annotatorsLikeThese.value.lower).toBeLessThan(team.value.lower);
    expect(jackknife.standardError).toBeCloseTo(team.standardError, 2);
  });

  test("gives the probability of reaching a cut", () => {
    const [tentative, reliable] = headline.chances;
    expect(tentative?.cut).toBe(0.667);
    expect(tentative?.probability).toBeGreaterThan(0.85);
    expect(reliable?.probability).toBeLessThan(0.25);
    expect(chanceToReach(Float64Array.of(0.7), 0.667)).toBe(1);
  });

  test("is the same for the same seed", () => {
    expect(agreementHeadline(HAYES, { seed: 3, cuts: CUTS })).toEqual(headline);
  });

  test("puts AC2 +- t times its error beside alpha, with rated items - 1 degrees of freedom", () => {
    const { ac2, ac2Interval } = headline;
    if (ac2.reason !== null || ac2Interval.reason !== null) throw new Error("undefined");
    // Student's t, .975 with 39 degrees of freedom: 2.0227.
    expect((ac2.value - ac2Interval.value.lower) / (ac2.standardError as number)).toBeCloseTo(2.0227, 4);
  });

  test("takes only the first planned ratings of each item when told so", () => {
    const first = agreementHeadline(HAYES, { seed: 3, cuts: [], firstRatings: 2 });
    const cut = agreementHeadline(firstRatings(HAYES, 2), { seed: 3, cuts: [] });
    expect(first).toEqual({ ...cut, firstRatings: 2 });
    expect(first.ratings).toBe(80);
  });

  test("states a narrower confidence and fewer replicates", () => {
    const half = agreementHeadline(HAYES, { seed: 3, cuts: [], confidence: 0.5, replicates: 200 });
    expect(half).toMatchObject({ confidence: 0.5, replicates: 200 });
    for (const part of ["team", "annotatorsLikeThese", "ac2Interval"] as const) {
      expect(half[part].value?.lower).toBeGreaterThan(headline[part].value?.lower as number);
    }
  });
});

describe("what is lacking to judge", () => {
  test("is more items where 22 of 23 ratings of five are equal, alpha is 0 and AC2 high", () => {
    const headline = agreementHeadline(ONE_DISAGREES, { seed: 1, cuts: CUTS });
    expect(headline).toMatchObject({ lacking: "items", nonModalRatings: 1 });
    expect(headline.alpha.value).toBeCloseTo(0, 12);
    expect(headline.ac2.value).toBeGreaterThan(0.8);
    expect(headline.undefinedReplicates).toBeGreaterThan(0);
  });

  test("is variation where ten items or more are rated nearly all the same", () => {
    const judge = (items: number) =>
      agreementHeadline(readRatings(["12", ...new Array(items - 1).fill("11")].join(" "), 5), {
        ...{ seed: 1, cuts: [] },
      }).lacking;
    expect(judge(9)).toBe("items");
    expect(judge(10)).toBe("variation");
  });

  test("is variation below ten ratings off the most frequent level, and nothing at ten", () => {
    const judge = (others: number) => {
      const words = Array.from({ length: 60 }, (_, i) => (i < others ? "22" : "11"));
      return agreementHeadline(readRatings(words.join(" "), 2), { seed: 1, cuts: [] });
    };
    expect(judge(4)).toMatchObject({ nonModalRatings: 8, lacking: "variation" });
    expect(judge(5)).toMatchObject({ nonModalRatings: 10, lacking: null });
  });

  test("is items where few were rated, however much or little they vary", () => {
    for (const words of ["12 34", "44 44", "44 45 44 44", "12 34 55 21 45 13 24 51 33"]) {
      expect(agreementHeadline(readRatings(words, 5), { seed: 1, cuts: [] }).lacking).toBe("items");
    }
  });

  test("is items where the interval is wider than .4 though they vary, as of Krippendorff's twelve units", () => {
    expect(agreementHeadline(KRIPPENDORFF, { seed: 1, cuts: CUTS })).toMatchObject({
      lacking: "items",
      nonModalRatings: 27,
    });
  });

  test("is items where nobody rated, and everything is null with its reason", () => {
    const none = agreementHeadline(labelingFromTriples({ items: 3, annotators: 2, levels: 5 }, []), {
      seed: 1,
      cuts: CUTS,
    });
    expect(none.lacking).toBe("items");
    expect(none.chances).toEqual(CUTS.map((cut) => ({ cut, probability: null })));
    for (const part of [
      "alpha",
      "jackknife",
      "team",
      "annotatorsLikeThese",
      "exact",
      "withinOne",
      "ac2",
      "ac2Interval",
      "icc",
      "reliabilityOfMean",
    ] as const) {
      expect(none[part]).toMatchObject({ value: null, reason: "no-pairs" });
    }
  });

  test("is nothing where eight annotators give many different ratings", () => {
    const words = Array.from({ length: 60 }, (_, i) => String((i % 5) + 1).repeat(7) + (((i * 7) % 5) + 1));
    const headline = agreementHeadline(readRatings(words.join(" "), 5), { seed: 1, cuts: [] });
    expect(headline).toMatchObject({ fewAnnotators: false, annotators: 8, lacking: null });
  });
});

test("an interval of Student is cut at 1 and needs a standard error", () => {
  const at = { reason: null, value: 0.9, observed: 0.9, expected: 0, standardError: 0.1 } as const;
  // t .975 with 10 degrees of freedom: 2.228139.
  expect(studentInterval(at, 10, 0.95).value?.lower).toBeCloseTo(0.9 - 0.2228139, 6);
  expect(studentInterval(at, 10, 0.95).value?.upper).toBe(1);
  expect(studentInterval({ ...at, standardError: null }, 10, 0.95)).toEqual({
    value: null,
    reason: "too-few",
  });
  expect(studentInterval({ value: null, reason: "no-pairs" }, 10, 0.95)).toEqual({
    value: null,
    reason: "no-pairs",
  });
});
