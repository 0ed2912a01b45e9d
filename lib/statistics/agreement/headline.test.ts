import { describe, expect, test } from "vitest";
import { firstRatings, labelingFromTriples } from "#lib/labeling.ts";
import { shopQueries } from "./clusters/shop-queries.fixture.ts";
import { agreementHeadline } from "./headline.ts";
import { HAYES, KRIPPENDORFF, ONE_DISAGREES, readRatings } from "./published.fixture.ts";

const CUTS = [0.667, 0.8];
const INTERVALS = [
  "team",
  "annotatorsLikeThese",
  "ac2Interval",
  "ac2LikeThese",
  "exactInterval",
  "exactLikeThese",
] as const;

/** Sixty items, each a word of eight levels, in six queries or none. */
const EIGHT = Array.from(
  { length: 60 },
  (_, i) => String((i % 5) + 1).repeat(6) + ((i % 3) + 1) + ((i % 4) + 1),
);
const FIRST_HALF = Int32Array.from(EIGHT, (_, i) => (i < 30 ? 0 : i));

describe("the headline", () => {
  const headline = agreementHeadline(HAYES, { cuts: CUTS });

  // Hayes & Krippendorff 2007: ordinal alpha .7598; whole-item resampling .624 to .842.
  test("of Hayes' articles holds the published alpha and about the interval of resampled items", () => {
    expect(headline.alpha.value).toBeCloseTo(0.7598, 4);
    expect(headline.team.value?.lower).toBeCloseTo(0.624, 1);
    expect(headline.team.value?.upper).toBeCloseTo(0.842, 1);
    expect(headline).toMatchObject({
      confidence: 0.95,
      firstRatings: null,
      pairableItems: 40,
      ratings: 159,
      ratingsPerItem: 159 / 40,
      annotators: 5,
      clusters: 40,
      designEffect: { value: 1, effectiveItems: 40 },
      annotatorsLikeThese: { value: null, reason: "few-people" },
      lacking: null,
    });
  });

  test("of the shop's 135 queries is far wider by query than by item, and says so", () => {
    const { labeling, queryOf } = shopQueries();
    const byQuery = agreementHeadline(labeling, { queryOf, cuts: CUTS });
    const byItem = agreementHeadline(labeling, { cuts: CUTS });
    expect(byQuery.clusters).toBe(135);
    expect(byQuery.alpha).toEqual(byItem.alpha);
    expect(byQuery.team.value?.lower).toBeCloseTo(0.7085, 4);
    expect(byQuery.ac2Interval.value?.upper).toBeCloseTo(0.8153, 4);
    expect(byQuery.exactInterval.value?.lower).toBeCloseTo(0.7577, 4);
    expect(byItem.team.value?.lower).toBeGreaterThan(0.75);
    expect(byQuery.designEffect.value).toBeGreaterThan(9.5);
  });

  test("gives the probability of reaching a cut from the same calculation as the interval", () => {
    const ends = agreementHeadline(HAYES, {
      cuts: [headline.team.value?.lower as number, headline.team.value?.upper as number],
    });
    expect(ends.chances.map(({ probability }) => probability)).toEqual([
      expect.closeTo(0.975, 8),
      expect.closeTo(0.025, 8),
    ]);
    const [tentative, reliable] = headline.chances;
    expect(tentative?.cut).toBe(0.667);
    expect(tentative?.probability).toBeGreaterThan(0.85);
    expect(reliable?.probability).toBeLessThan(0.25);
  });

  test("takes only the first planned ratings of each item when told so", () => {
    const first = agreementHeadline(HAYES, { cuts: [], firstRatings: 2 });
    const cut = agreementHeadline(firstRatings(HAYES, 2), { cuts: [] });
    expect(first).toEqual({ ...cut, firstRatings: 2 });
    expect(first.ratings).toBe(80);
  });

  test("states a narrower confidence for all intervals", () => {
    const data = readRatings(EIGHT.join(" "), 5);
    const most = agreementHeadline(data, { cuts: [] });
    const half = agreementHeadline(data, { cuts: [], confidence: 0.5 });
    expect(half.confidence).toBe(0.5);
    for (const part of INTERVALS) {
      expect(half[part].value?.lower).toBeGreaterThan(most[part].value?.lower as number);
    }
  });
});

describe("what is lacking to judge", () => {
  test("is more items where 22 of 23 ratings of five are equal, alpha is 0 and AC2 high", () => {
    const headline = agreementHeadline(ONE_DISAGREES, { cuts: CUTS });
    expect(headline).toMatchObject({ lacking: "items", nonModalRatings: 1 });
    expect(headline.alpha.value).toBeCloseTo(0, 12);
    expect(headline.ac2.value).toBeGreaterThan(0.8);
    expect(headline.team.reason).toBe("few-clusters");
  });

  test("is variation where ten items or more are rated nearly all the same", () => {
    const judge = (items: number) =>
      agreementHeadline(readRatings(["12", ...new Array(items - 1).fill("11")].join(" "), 5), { cuts: [] })
        .lacking;
    expect(judge(9)).toBe("items");
    expect(judge(10)).toBe("variation");
  });

  test("is variation below ten ratings off the most frequent level, and nothing at ten", () => {
    const judge = (others: number) => {
      const words = Array.from({ length: 60 }, (_, i) => (i < others ? "22" : "11"));
      return agreementHeadline(readRatings(words.join(" "), 2), { cuts: [] });
    };
    expect(judge(4)).toMatchObject({ nonModalRatings: 8, lacking: "variation" });
    expect(judge(5)).toMatchObject({ nonModalRatings: 10, lacking: null });
  });

  test("is items where few were rated, however much or little they vary", () => {
    for (const words of ["12 34", "44 44", "44 45 44 44", "12 34 55 21 45 13 24 51 33"]) {
      expect(agreementHeadline(readRatings(words, 5), { cuts: [] }).lacking).toBe("items");
    }
  });

  test("is items where the interval is wider than .4 though they vary, as of Krippendorff's twelve units", () => {
    expect(agreementHeadline(KRIPPENDORFF, { cuts: CUTS })).toMatchObject({
      lacking: "items",
      nonModalRatings: 27,
    });
  });

  test("is queries where many items are of few, or most of one", () => {
    const data = readRatings(EIGHT.join(" "), 5);
    const six = Int32Array.from(EIGHT, (_, i) => i % 6);
    for (const queryOf of [six, FIRST_HALF]) {
      expect(agreementHeadline(data, { queryOf, cuts: CUTS })).toMatchObject({
        lacking: "queries",
        team: { value: null, reason: "few-clusters" },
        annotatorsLikeThese: { reason: "few-clusters" },
        chances: CUTS.map((cut) => ({ cut, probability: null })),
      });
    }
  });

  test("is items where nobody rated, and everything is null with its reason", () => {
    const none = agreementHeadline(labelingFromTriples({ items: 3, annotators: 2, levels: 5 }, []), {
      cuts: CUTS,
    });
    expect(none).toMatchObject({ lacking: "items", clusters: 0 });
    expect(none.chances).toEqual(CUTS.map((cut) => ({ cut, probability: null })));
    const parts = ["alpha", "exact", "withinOne", "ac2", "icc", "reliabilityOfMean", "designEffect"] as const;
    for (const part of [...parts, ...INTERVALS]) {
      expect(none[part]).toMatchObject({ value: null, reason: "no-pairs" });
    }
  });

  test("is nothing where eight annotators give many different ratings", () => {
    const headline = agreementHeadline(readRatings(EIGHT.join(" "), 5), { cuts: [] });
    expect(headline).toMatchObject({ annotators: 8, lacking: null });
    expect(INTERVALS.map((part) => headline[part].reason)).toEqual(INTERVALS.map(() => null));
  });
});
