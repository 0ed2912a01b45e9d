/**
 * How much two ratings of an item agree, from 0 (not at all) to 1 (the same level).
 *
 * - unweighted: 1 for the same level, else 0
 * - linear: 1 - distance / range of the scale
 * - quadratic: 1 - (distance / range)^2
 * - ordinal (Gwet): 1 - C(r + 1, 2) / C(K, 2), r = how many steps apart
 * - within-one: 1 for the same or a neighboring level, else 0
 *
 * Distances use the values of the declared scale. Taking only the levels that occur would close the gaps
 * of unused ones: linear kappa .619 instead of .719 on a 1-5 scale without a 3.
 * Source: J. Cohen, Psychological Bulletin 70, 1968; K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014, chapter 3.
 */
export type Weighting = "unweighted" | "linear" | "quadratic" | "ordinal" | "within-one";

/** A named weighting, or K * K weights row by row with 1 on the diagonal. */
export type Weights = Weighting | Float64Array;

/**
 * Values 1..K: what a scale means when nothing else is declared.
 * Shape: K numbers. The declared scale is 1 to K.
 */
export function defaultValues(levels: number): number[] {
  return Array.from({ length: levels }, (_, k) => k + 1);
}

/**
 * The K * K weights, row by row.
 *
 * @param values the declared value of each level, K ascending numbers; 1..K when left out
 * @example agreementWeights("quadratic", 5): one step apart 1 - 1/16, four steps apart 0
 */
export function agreementWeights(
  weights: Weights,
  levels: number,
  values: readonly number[] = defaultValues(levels),
): Float64Array {
  if (typeof weights !== "string") return weights;
  const range = Math.max(...values) - Math.min(...values);
  const table = new Float64Array(levels * levels);
  for (let k = 0; k < levels; k++) {
    for (let l = 0; l < levels; l++) {
      const distance = Math.abs(values[k] - values[l]) / range;
      table[k * levels + l] = k === l ? 1 : weightOf(weights, Math.abs(k - l), distance, levels);
    }
  }
  return table;
}

function weightOf(weighting: Weighting, steps: number, distance: number, levels: number): number {
  switch (weighting) {
    case "unweighted":
      return 0;
    case "linear":
      return 1 - distance;
    case "quadratic":
      return 1 - distance * distance;
    case "ordinal":
      return 1 - (steps * (steps + 1)) / (levels * (levels - 1));
    case "within-one":
      return steps <= 1 ? 1 : 0;
  }
}

/**
 * Sum of all weights: what AC2 and Brennan-Prediger call T_w.
 * Shape: K × K weights in. Source: Gwet, Handbook of Inter-Rater Reliability, 2014, chapter 4.
 */
export function totalWeight(table: Float64Array): number {
  return table.reduce((sum, weight) => sum + weight, 0);
}
