import type { Defined } from "#lib/labeling.ts";
import { type CrossTable, isOneLevel, margins } from "#lib/statistics/counting/cross-table.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";

export type Pi = Defined<{ readonly value: number; readonly observed: number; readonly expected: number }>;

/**
 * Scott's pi of two annotators: as Cohen's kappa, but chance guesses from the shares of both together, so that two
 * annotators with different habits are not rewarded for them.
 *
 * Range: up to 1, not clamped below. Undefined: `no-pairs` without a co-rated item, `no-variation`.
 * Source: Scott 1955, Public Opinion Quarterly 19.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Gwet's 3 x 3 table of abstractors, unweighted: .796
 */
export function scottPi(table: CrossTable, weights: Weights, values?: readonly number[]): Pi {
  const { levels, counts } = table;
  const { items, rows, columns } = margins(table);
  if (items === 0) return { value: null, reason: "no-pairs" };
  if (isOneLevel(table)) return { value: null, reason: "no-variation" };
  const weight = agreementWeights(weights, levels, values);
  const pooled = rows.map((share, k) => (share + columns[k]) / 2);
  let observed = 0;
  let expected = 0;
  counts.forEach((count, cell) => {
    const w = weight[cell];
    observed += (w * count) / items;
    expected += w * pooled[Math.floor(cell / levels)] * pooled[cell % levels];
  });
  if (!(expected < 1)) return { value: null, reason: "no-variation" };
  return { reason: null, value: (observed - expected) / (1 - expected), observed, expected };
}
