import type { Defined } from "#lib/labeling.ts";
import { type CrossTable, isOneLevel, type Margins, margins } from "#lib/statistics/counting/cross-table.ts";
import { agreementWeights, type Weights } from "#lib/statistics/counting/weights.ts";

export type Kappa = Defined<{
  /** 1 at most, 0 is chance, not clamped below. */
  readonly value: number;
  readonly observed: number;
  readonly expected: number;
  /** Large-sample standard error around the value found. */
  readonly standardError: number;
  /** Standard error if there were no agreement beyond chance; null when it is 0. */
  readonly nullError: number | null;
  /** value / nullError; null without one. */
  readonly z: number | null;
  /** Items both rated. */
  readonly items: number;
}>;

/**
 * Cohen's kappa of two annotators, weighted or not: agreement beyond what their own habits would give.
 *
 * What: observed = sum w_kl p_kl over co-rated items; expected = sum w_kl p_k. p_.l from each one's own shares.
 * One constant annotator gives 0: they cannot agree beyond chance. Range: up to 1, not clamped below.
 * Undefined: `no-pairs` without a co-rated item; `no-variation` when both gave one and the same level throughout.
 * Standard errors: Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72 (large sample, and under chance).
 * Source: Cohen 1960, Educational and Psychological Measurement 20; Cohen 1968, Psychological Bulletin 70.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Stuart's 7477 women, unaided vision: .595 unweighted, .702 quadratic
 */
export function cohenKappa(table: CrossTable, weights: Weights, values?: readonly number[]): Kappa {
  const share = margins(table);
  if (share.items === 0) return { value: null, reason: "no-pairs" };
  if (isOneLevel(table)) return { value: null, reason: "no-variation" };
  const weight = agreementWeights(weights, table.levels, values);
  const { rowMeans, columnMeans } = meanWeights(weight, share);
  let observed = 0;
  let expected = 0;
  const forCells = (visit: (w: number, found: number, chance: number, means: number) => void): void => {
    table.counts.forEach((count, cell) => {
      const k = Math.floor(cell / table.levels);
      const l = cell % table.levels;
      const chance = share.rows[k] * share.columns[l];
      const means = rowMeans[k] + columnMeans[l];
      visit(weight[cell], count / share.items, chance, means);
    });
  };
  forCells((w, found, chance) => {
    observed += w * found;
    expected += w * chance;
  });
  if (!(expected < 1)) return { value: null, reason: "no-variation" };
  const value = (observed - expected) / (1 - expected);
  let spread = 0;
  let nullSpread = 0;
  forCells((w, found, chance, means) => {
    spread += found * (w - means * (1 - value)) ** 2;
    nullSpread += chance * (w - means) ** 2;
  });
  const scale = Math.sqrt(share.items) * (1 - expected);
  const standardError = Math.sqrt(Math.max(0, spread - (value - expected * (1 - value)) ** 2)) / scale;
  const nullVariance = nullSpread - expected ** 2;
  // What rounding leaves of a variance that is zero on paper is no error to divide by.
  const nullError = nullVariance > 1e-14 ? Math.sqrt(nullVariance) / scale : null;
  const z = nullError === null ? null : value / nullError;
  return { reason: null, value, observed, expected, standardError, nullError, z, items: share.items };
}

/** Mean weight of each row against B's shares, and of each column against A's. */
function meanWeights(weight: Float64Array, { rows, columns }: Margins) {
  const levels = rows.length;
  const rowMeans = new Float64Array(levels);
  const columnMeans = new Float64Array(levels);
  weight.forEach((w, cell) => {
    const k = Math.floor(cell / levels);
    const l = cell % levels;
    rowMeans[k] += w * columns[l];
    columnMeans[l] += w * rows[k];
  });
  return { rowMeans, columnMeans };
}
