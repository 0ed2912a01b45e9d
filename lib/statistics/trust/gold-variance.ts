import type { GoldStrata } from "./gold-strata.ts";
import type { GoldTrials } from "./gold-trials.ts";

/** A variance of accuracy and the degrees of freedom of t that it leaves. */
export type GoldVariance = { readonly variance: number; readonly degrees: number };

/** A gold item's answers count as at most this share of its level's. */
const LARGEST_SHARE = 0.9;

/**
 * Variance over gold items ("other items like these"): each left out in turn within its level.
 *
 * What: V_g = sum v_l, v_l = (G_l - 1) / G_l * sum (E_g / (1 - min(.9, n_g / n_l)))^2, E_g = influence of its answers;
 * degrees of freedom V_g^2 / sum (v_l^2 / d_l), d_l = n_l^2 / sum n_g^2 - 1, at least 1; where nothing varies, as of equal v_l.
 * Source: W. G. Cochran, Sampling Techniques, 1977, chapter 5; F. E. Satterthwaite, Biometrics Bulletin 2, 1946.
 */
export function varianceByGold({ item, level }: GoldTrials, strata: GoldStrata): GoldVariance {
  const { influence, answers, golds, weights } = strata;
  const items = sumBy(item, influence);
  const levelOf = new Map<number, number>();
  for (let r = 0; r < item.length; r++) levelOf.set(item[r], level[r]);
  const variances = new Float64Array(weights.length);
  const evenness = new Float64Array(weights.length);
  for (const [gold, { sum, count }] of items) {
    const l = levelOf.get(gold) as number;
    variances[l] += (sum / (1 - Math.min(LARGEST_SHARE, count / answers[l]))) ** 2;
    evenness[l] += count ** 2;
  }
  let variance = 0;
  let spread = 0;
  let slack = 0;
  let used = 0;
  for (let l = 0; l < weights.length; l++) {
    if (weights[l] === 0) continue;
    const own = ((golds[l] - 1) / golds[l]) * variances[l];
    const degrees = Math.max(1, answers[l] ** 2 / evenness[l] - 1);
    variance += own;
    spread += own ** 2 / degrees;
    slack += 1 / degrees;
    used += 1;
  }
  return { variance, degrees: variance > 0 ? variance ** 2 / spread : used ** 2 / slack };
}

/**
 * Variance over people and gold items ("other people like these"): V = max(V_a, V_a + V_g - V_0), where
 * V_a = (A - 1) / A * sum (E_a / (1 - n_a / N))^2 and V_0 = N / (N - 1) * sum e^2 is what both hold of single answers.
 * Degrees of freedom (sum n_a)^2 / sum n_a^2 - 1, at least 1.
 * Source: both directions as in A. B. Owen, Annals of Applied Statistics 1, 2007 (two-way bootstrap and its variance).
 */
export function varianceByPerson(
  { annotator }: GoldTrials,
  { influence }: GoldStrata,
  byGold: number,
): GoldVariance & { readonly ofAnswers: number } {
  const answers = annotator.length;
  const people = sumBy(annotator, influence);
  let squares = 0;
  let evenness = 0;
  for (const { sum, count } of people.values()) {
    squares += (sum / (1 - count / answers)) ** 2;
    evenness += count ** 2;
  }
  const ofPeople = ((people.size - 1) / people.size) * squares;
  const ofAnswers = (answers / (answers - 1)) * influence.reduce((sum, e) => sum + e * e, 0);
  const variance = Math.max(ofPeople, ofPeople + byGold - ofAnswers);
  return { variance, ofAnswers, degrees: Math.max(1, answers ** 2 / evenness - 1) };
}

function sumBy(keys: Int32Array, numbers: Float64Array): Map<number, { sum: number; count: number }> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (let r = 0; r < keys.length; r++) {
    const found = sums.get(keys[r]);
    if (found === undefined) sums.set(keys[r], { sum: numbers[r], count: 1 });
    else {
      found.sum += numbers[r];
      found.count += 1;
    }
  }
  return sums;
}
