import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { fitSeverity, leanInformation } from "./severity-fit.ts";

/** Shrout & Fleiss 1979, Psychological Bulletin 86, table 2: six targets, four judges, scale 1 to 10. */
const SHROUT = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
].map((row) => row.map((level) => level - 1));

describe("where everybody rates everything", () => {
  const findFit = () => fitSeverity(labelingFromMatrix(SHROUT, 10));

  test("leans are the judges' means less the mean of all", () => {
    const fit = findFit();
    [46 / 6, 15 / 6, 26 / 6, 40 / 6].forEach((mean, judge) => {
      expect(fit.lean[judge]).toBeCloseTo(mean - 127 / 24, 8);
    });
    expect(fit.mean).toBeCloseTo(127 / 24 - 1, 8);
  });

  // Sums of squares of their table 3: between targets 56.21, residual 15.29. With the judges fixed the likelihood is
  // largest at noise = residual / (6 × 3) and items = (between / 6 - noise) / 4.
  test("variances are those of the largest likelihood", () => {
    const fit = findFit();
    const between = 1349 / 24;
    const residual = 367 / 24;
    expect(fit.noiseVariance).toBeCloseTo(residual / 18, 7);
    expect(fit.itemVariance).toBeCloseTo((between / 6 - residual / 18) / 4, 7);
  });

  test("items are drawn toward the mean by what is noise in them", () => {
    const fit = findFit();
    const ratio = fit.noiseVariance / fit.itemVariance;
    const firstMean = 24 / 4 - 127 / 24;
    expect(fit.value[0]).toBeCloseTo((4 * firstMean) / (4 + ratio), 7);
  });

  test("ratings are counted by item and by judge", () => {
    const fit = findFit();
    expect([...fit.perItem]).toEqual([4, 4, 4, 4, 4, 4]);
    expect([...fit.perAnnotator]).toEqual([6, 6, 6, 6]);
  });

  test("stops when nothing moves, long before the last round", () => {
    const fit = findFit();
    expect(fit.rounds).toBeGreaterThan(3);
    expect(fit.rounds).toBeLessThan(200);
  });

  test("each of six ratings tells what is not its item's own", () => {
    const fit = findFit();
    const ratio = fit.noiseVariance / fit.itemVariance;
    const information = leanInformation(labelingFromMatrix(SHROUT, 10), fit);
    expect([...information]).toEqual(Array(4).fill(expect.closeTo(6 * (1 - 1 / (4 + ratio)), 10)));
  });
});

/** ln of the likelihood of a labeling with the items integrated out, from its definition by item. */
function logLikelihood(matrix: (number | null)[][], fit: ReturnType<typeof fitSeverity>): number {
  const { noiseVariance: noise, itemVariance: spread } = fit;
  let sum = 0;
  for (const row of matrix) {
    const rest = row.flatMap((label, a) => (label === null ? [] : [label - fit.mean - fit.lean[a]]));
    const n = rest.length;
    if (n === 0) continue;
    const total = rest.reduce((all, one) => all + one, 0);
    const squares = rest.reduce((all, one) => all + one * one, 0);
    sum -= 0.5 * (n * Math.log(2 * Math.PI) + (n - 1) * Math.log(noise) + Math.log(noise + n * spread));
    sum -= 0.5 * (squares / noise - (spread * total * total) / (noise * (noise + n * spread)));
  }
  return sum;
}

const HOLES = [
  [0, 1, null, 2],
  [3, null, 4, 4],
  [null, 1, 3, null],
  [2, 2, null, 3],
  [0, null, 2, 1],
  [4, 3, 4, null],
  [null, 0, 1, 2],
  [1, 2, null, null],
];

test("with holes no other parameters make the ratings likelier", () => {
  const fit = fitSeverity(labelingFromMatrix(HOLES, 5));
  const best = logLikelihood(HOLES, fit);
  const nudged = (change: Partial<typeof fit>) => logLikelihood(HOLES, { ...fit, ...change });
  for (const step of [-0.01, 0.01]) {
    expect(nudged({ mean: fit.mean + step })).toBeLessThan(best);
    expect(nudged({ noiseVariance: fit.noiseVariance * (1 + step) })).toBeLessThan(best);
    expect(nudged({ itemVariance: fit.itemVariance * (1 + step) })).toBeLessThan(best);
    for (let a = 0; a < 4; a++) {
      const lean = fit.lean.map((own, at) => (at === a ? own + step : own));
      expect(nudged({ lean })).toBeLessThan(best);
    }
  }
});

test("leans average to zero over people with ratings, others stay at zero", () => {
  const cells = fc.option(fc.nat(4), { nil: null, freq: 3 });
  const rows = fc.array(fc.array(cells, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(rows, (matrix) => {
      const labeling = { ...labelingFromMatrix(matrix, 5), annotators: 5 };
      const fit = fitSeverity(labeling);
      expect(fit.lean.reduce((sum, own) => sum + own, 0)).toBeCloseTo(0, 9);
      expect(fit.lean).toHaveLength(5);
      expect(fit.lean[4]).toBe(0);
      expect(Math.min(fit.itemVariance, fit.noiseVariance)).toBeGreaterThanOrEqual(1e-9);
      expect(fit.rounds).toBeLessThanOrEqual(500);
    }),
    { numRuns: 40 },
  );
});

test("somebody without a rating moves nobody", () => {
  const labeling = labelingFromMatrix(SHROUT, 10);
  const wider = fitSeverity({ ...labeling, annotators: 9, items: 8 });
  const fit = fitSeverity(labeling);
  expect([...wider.lean.subarray(0, 4)]).toEqual([...fit.lean]);
  expect([...wider.lean.subarray(4)]).toEqual([0, 0, 0, 0, 0]);
  expect([...wider.value.subarray(6)]).toEqual([0, 0]);
  expect([wider.itemVariance, wider.noiseVariance]).toEqual([fit.itemVariance, fit.noiseVariance]);
});

test("without ratings everything is zero and both variances one", () => {
  const fit = fitSeverity(labelingFromTriples({ items: 2, annotators: 3, levels: 5 }, []));
  expect(fit).toMatchObject({ mean: 0, itemVariance: 1, noiseVariance: 1, rounds: 0 });
  expect([...fit.lean]).toEqual([0, 0, 0]);
  expect([...fit.value]).toEqual([0, 0]);
});

test("where all ratings are equal neither variance comes to zero", () => {
  const fit = fitSeverity(
    labelingFromTriples({ items: 1, annotators: 2, levels: 5 }, [
      [0, 0, 3],
      [0, 1, 3],
    ]),
  );
  expect(fit.mean).toBe(3);
  expect([...fit.lean]).toEqual([0, 0]);
  expect(fit.itemVariance).toBeGreaterThan(0);
  expect(fit.noiseVariance).toBeGreaterThan(0);
});
