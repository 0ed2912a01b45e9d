// Populations of queries with a known coefficient, and projects drawn from them.
import type { Labeling } from "#lib/labeling.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "#lib/statistics/agreement/clusters/ac2-and-exact.ts";
import { clusterSpread } from "#lib/statistics/agreement/clusters/cluster-spread.ts";
import type { ClusterSums } from "#lib/statistics/agreement/clusters/cluster-sums.ts";
import { clusterSums } from "#lib/statistics/agreement/clusters/cluster-sums.ts";
import { alphaOfRow, type RowCoefficient } from "#lib/statistics/agreement/clusters/coefficient.ts";
import { designEffect } from "#lib/statistics/agreement/clusters/design-effect.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";

export const COEFFICIENTS: readonly (readonly [name: string, coefficient: RowCoefficient])[] = [
  ["alpha", alphaOfRow("ordinal")],
  ["AC2", AC2_OF_ROW],
  ["exact agreement", EXACT_OF_ROW],
];

export type QueryPopulation = {
  readonly name: string;
  /** One row per query */
  readonly sums: ClusterSums;
  /** By coefficient, of as many queries as one likes */
  readonly truths: readonly number[];
  /** Of alpha */
  readonly designEffect: number;
};

/** Enough for the difference between n and n - 1 not to show. */
const MANY = 1e6;

/** Every query of a labeling as often as one likes. */
export function queryPopulation(name: string, labeling: Labeling, queryOf: Int32Array): QueryPopulation {
  const known = tally(labeling);
  const sums = clusterSums(known, queryOf);
  const endless = sums.total.map((sum) => MANY * sum);
  const alpha = alphaOfRow("ordinal");
  const effect = designEffect(clusterSpread(sums, alpha), clusterSpread(clusterSums(known, null), alpha), 1);
  return {
    name,
    sums,
    truths: COEFFICIENTS.map(([, { reader }]) => reader(sums.layout, endless)() ?? Number.NaN),
    designEffect: effect.value ?? Number.NaN,
  };
}

/** A project of this many queries, each drawn from all of the population. */
export function drawQueries({ sums }: QueryPopulation, queries: number, random: Random): ClusterSums {
  const { layout, rows } = sums;
  const { width } = layout;
  const drawn = new Float64Array(queries * width);
  const total = new Float64Array(width);
  for (let query = 0; query < queries; query++) {
    const from = Math.floor(random() * sums.times.length) * width;
    const row = rows.subarray(from, from + width);
    drawn.set(row, query * width);
    row.forEach((sum, j) => {
      total[j] = (total[j] ?? 0) + sum;
    });
  }
  return { layout, rows: drawn, times: new Float64Array(queries).fill(1), total };
}
