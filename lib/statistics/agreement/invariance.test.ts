// What must not change an answer, for every statistic of agreement at once.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { krippendorffAlpha } from "./alpha/alpha.ts";
import { jackknifeAlpha } from "./alpha/alpha-jackknife.ts";
import { weightedAlpha } from "./alpha/alpha-weighted.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import { rowLayout } from "./clusters/cluster-row.ts";
import { clusterSpread } from "./clusters/cluster-spread.ts";
import { clusterSums } from "./clusters/cluster-sums.ts";
import { alphaOfRow } from "./clusters/coefficient.ts";
import { peopleSpread, rowsWithoutEach } from "./clusters/people-spread.ts";
import { congerKappa } from "./conger.ts";
import { icc } from "./correlation/icc.ts";
import { oneWayIcc } from "./correlation/icc-one-way.ts";
import { kendallW } from "./correlation/kendall-w.ts";
import { fleissKappa } from "./fleiss.ts";
import { gwetAc } from "./gwet.ts";
import { agreementHeadline } from "./headline.ts";
import { lightKappa } from "./light.ts";
import { percentAgreement } from "./percent.ts";
import { cohenKappaOfTwo, completeRatings } from "./published.fixture.ts";

type Statistic = (labeling: Labeling) => number | null;
type Triple = readonly [item: number, annotator: number, label: number];

const LEVELS = 4;
const SHAPE = { items: 8, annotators: 3, levels: LEVELS };

/** At most one rating per item and annotator, about two thirds of them given. */
const designs = fc
  .array(fc.option(fc.nat(LEVELS - 1), { freq: 2, nil: null }), { minLength: 24, maxLength: 24 })
  .map((cells) =>
    cells.flatMap((label, cell): Triple[] =>
      label === null ? [] : [[Math.floor(cell / 3), cell % 3, label]],
    ),
  );

const labelingOf = (triples: readonly Triple[], shape = SHAPE): Labeling =>
  labelingFromTriples(shape, triples);

/** Functions of the counts per item alone. */
const OF_COUNTS: Record<string, Statistic> = {
  "nominal alpha": (data) => krippendorffAlpha(data, "nominal").value,
  "ordinal alpha": (data) => krippendorffAlpha(data, "ordinal").value,
  "interval alpha": (data) => krippendorffAlpha(data, "interval").value,
  "exact agreement": (data) => percentAgreement(data).value,
  "quadratic agreement over pairs": (data) => percentAgreement(data, "quadratic", "pairs").value,
  "Fleiss, linear": (data) => fleissKappa(data, "linear").value,
  AC1: (data) => gwetAc(data, "unweighted").value,
  AC2: (data) => gwetAc(data, "quadratic").value,
  "Brennan-Prediger": (data) => brennanPrediger(data, "linear").value,
  "Gwet's alpha": (data) => weightedAlpha(data, "ordinal").value,
  "error of alpha over items": (data) => {
    const spread = clusterSpread(clusterSums(tally(data), null), alphaOfRow("ordinal"));
    return spread.reason === null ? spread.error : null;
  },
  "ICC(1)": (data) => oneWayIcc(data).value,
};

/** Functions that also ask who rated. */
const OF_NAMES: Record<string, Statistic> = {
  "Conger, quadratic": (data) => congerKappa(data, "quadratic").value,
  Light: (data) => lightKappa(data, "unweighted").value,
  "error of alpha over people": (data) => {
    const known = tally(data);
    const layout = rowLayout(data.levels);
    const spread = peopleSpread(layout, rowsWithoutEach(data, known, layout), alphaOfRow("ordinal"), 0);
    return spread.reason === null ? spread.value.variance : null;
  },
  "Kendall's W": (data) => kendallW(completeRatings(data)).value,
  "ICC(2,1)": (data) => icc(completeRatings(data), "ICC(2,1)").value,
};

const ALL = Object.entries({ ...OF_COUNTS, ...OF_NAMES });

function expectSame(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(expected, 9);
}

describe.each(ALL)("%s", (_, statistic) => {
  test("does not depend on the order of the ratings", () => {
    const shuffled = designs.chain((triples) =>
      fc.tuple(fc.constant(triples), fc.shuffledSubarray(triples, { minLength: triples.length })),
    );
    fc.assert(
      fc.property(shuffled, ([triples, others]) => {
        expectSame(statistic(labelingOf(others)), statistic(labelingOf(triples)));
      }),
    );
  });

  test("does not depend on the numbers of annotators and items", () => {
    fc.assert(
      fc.property(designs, (triples) => {
        const renamed = triples.map(
          ([item, annotator, label]) => [7 - item, (annotator + 1) % 3, label] as const,
        );
        expectSame(statistic(labelingOf(renamed)), statistic(labelingOf(triples)));
      }),
    );
  });

  test("does not depend on which end of the scale is up", () => {
    fc.assert(
      fc.property(designs, (triples) => {
        const turned = triples.map(
          ([item, annotator, label]) => [item, annotator, LEVELS - 1 - label] as const,
        );
        expectSame(statistic(labelingOf(turned)), statistic(labelingOf(triples)));
      }),
    );
  });
});

describe.each(Object.entries(OF_COUNTS))("%s", (_, statistic) => {
  test("is the same to the bit in any order", () => {
    fc.assert(
      fc.property(designs, (triples) => {
        expect(statistic(labelingOf([...triples].reverse()))).toBe(statistic(labelingOf(triples)));
      }),
    );
  });
});

/** The same items once more, by the same annotators. */
function twice(triples: readonly Triple[]): Labeling {
  const again = triples.map(([item, annotator, label]) => [item + SHAPE.items, annotator, label] as const);
  return labelingOf([...triples, ...again], { ...SHAPE, items: 2 * SHAPE.items });
}

test.each(Object.entries({ ...OF_COUNTS, ...OF_NAMES }).filter(([name]) => isMeanOverItems(name)))(
  "%s does not change when the data set is given twice",
  (_, statistic) => {
    fc.assert(
      fc.property(designs, (triples) => {
        expectSame(statistic(twice(triples)), statistic(labelingOf(triples)));
      }),
    );
  },
);

function isMeanOverItems(name: string): boolean {
  const corrected = ["alpha", "ICC", "error", "Kendall"];
  return !corrected.some((word) => name.includes(word));
}

// 1 - (n - 1) Do/De with Do and De as sums: doubling makes n - 1 of n pairs 2n - 1 of 2n.
test.each(["nominal", "interval"] as const)(
  "%s alpha of a data set given twice follows its small-sample factor",
  (metric) => {
    fc.assert(
      fc.property(designs, (triples) => {
        const once = krippendorffAlpha(labelingOf(triples), metric);
        const both = krippendorffAlpha(twice(triples), metric);
        if (once.reason !== null || both.reason !== null) expect(both.reason).toBe(once.reason);
        else {
          const n = once.ratings;
          expect(1 - both.value).toBeCloseTo(((1 - once.value) * (2 * n - 1)) / (2 * (n - 1)), 9);
        }
      }),
    );
  },
);

test.each(["unweighted"] as const)("any relabeling leaves nominal statistics alone, %s", (weights) => {
  fc.assert(
    fc.property(designs, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (triples, names) => {
      const data = labelingOf(triples);
      const other = labelingOf(
        triples.map(([item, annotator, label]) => [item, annotator, names[label]] as const),
      );
      expectSame(krippendorffAlpha(other, "nominal").value, krippendorffAlpha(data, "nominal").value);
      expectSame(fleissKappa(other, weights).value, fleissKappa(data, weights).value);
      expectSame(gwetAc(other, weights).value, gwetAc(data, weights).value);
      expectSame(congerKappa(other, weights).value, congerKappa(data, weights).value);
      expectSame(lightKappa(other, weights).value, lightKappa(data, weights).value);
    }),
  );
});

test("two complete annotators: Conger is Cohen, whatever the weights", () => {
  const complete = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(
      complete,
      fc.constantFrom("unweighted", "linear", "quadratic", "ordinal"),
      (rows, weights) => {
        const data = labelingOf(
          rows.flatMap(([left, right], i): Triple[] => [
            [i, 0, left],
            [i, 1, right],
          ]),
          { items: rows.length, annotators: 2, levels: LEVELS },
        );
        expectSame(congerKappa(data, weights).value, cohenKappaOfTwo(data, weights).value);
      },
    ),
  );
});

test("every statistic is a number up to 1 or null, never NaN", () => {
  fc.assert(
    fc.property(designs, (triples) => {
      for (const [name, statistic] of ALL) {
        const value = statistic(labelingOf(triples));
        if (value === null || name.startsWith("error")) continue;
        expect(Number.isFinite(value)).toBe(true);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      }
      const jackknife = jackknifeAlpha(labelingOf(triples), "ordinal");
      if (jackknife.reason === null) expect(jackknife.standardError).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("the headline never throws and never holds NaN", () => {
  fc.assert(
    fc.property(designs, fc.integer({ min: 1, max: 3 }), (triples, most) => {
      const headline = agreementHeadline(labelingOf(triples), {
        queryOf: Int32Array.of(0, 0, 1, 1, 2, -1, 3, -1),
        firstRatings: most,
        cuts: [0.667],
      });
      expect(JSON.stringify(headline, (_, value) => (Number.isNaN(value) ? "NaN" : value))).not.toContain(
        "NaN",
      );
    }),
  );
});
