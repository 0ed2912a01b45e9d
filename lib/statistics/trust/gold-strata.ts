import type { GoldTrials } from "./gold-trials.ts";

/** Accuracy put together from levels, and what each answer contributes to its error. */
export type GoldStrata = {
  /** Accuracy: sum w_l p_l. */
  readonly accuracy: number;
  /** N: (w_l / n_l) (y - p_l). */
  readonly influence: Float64Array;
  /** Answers of each level. */
  readonly answers: Float64Array;
  /** Gold items of each level. */
  readonly golds: Float64Array;
  /** Share of each level; they sum to 1. */
  readonly weights: Float64Array;
};

/**
 * Accuracy by level of the gold, weighted by the share of each level.
 *
 * What: with `shares` of the items it is the accuracy on the items (gold chosen evenly by level weighs rare levels too much);
 * without, each answer weighs the same.
 * Source: post-stratification, W. G. Cochran, Sampling Techniques, 1977, section 5A.9.
 *
 * @param shares of the items per level, not all 0; any unit
 * @returns null where a level that has a share has no answer
 */
export function goldStrata(trials: GoldTrials, shares?: Float64Array): GoldStrata | null {
  const { item, level, right } = trials;
  const levels = Math.max(
    shares?.length ?? 0,
    level.reduce((most, l) => Math.max(most, l + 1), 0),
  );
  const answers = new Float64Array(levels);
  const hits = new Float64Array(levels);
  const golds = new Float64Array(levels);
  const seen = new Set<number>();
  for (let r = 0; r < level.length; r++) {
    answers[level[r]] += 1;
    hits[level[r]] += right[r];
    if (!seen.has(item[r])) golds[level[r]] += 1;
    seen.add(item[r]);
  }
  const weights = toShares(shares ?? answers, levels);
  if (level.length === 0 || weights.some((weight, l) => weight > 0 && answers[l] === 0)) return null;
  const accuracy = weights.reduce((sum, w, l) => sum + (w > 0 ? (w * hits[l]) / answers[l] : 0), 0);
  const influence = Float64Array.from(
    level,
    (l, r) => (weights[l] / answers[l]) * (right[r] - hits[l] / answers[l]),
  );
  return { accuracy, influence, answers, golds, weights };
}

function toShares(counts: Float64Array, levels: number): Float64Array {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return new Float64Array(levels).map((_, l) => (counts[l] ?? 0) / all);
}
