import type { Defined } from "#lib/labeling.ts";

/**
 * Raykar and Yu's spammer score: how much an annotator's answers depend on the truth, 0 (not at all: the rows of their
 * confusion matrix are equal) to 1 (a perfect annotator, or one whose answers can be translated into the truth).
 *
 * In words: sum over pairs of classes of the squared differences between their rows, divided by K(K - 1). Somebody
 * with a consistent lean scores high although they are seldom right: a low score is a sign of spam, a low accuracy is not.
 * Source: V. C. Raykar, S. Yu, Eliminating spammers and ranking annotators, JMLR 13, 2012, section 3.2.
 * @param confusion K × K probabilities, true class × K + label, every row summing to 1 @param levels K
 * @returns 0..1; null with reason "too-few" below two levels
 * @throws RangeError when the matrix is not K × K
 * @example spammerScore([0.9, 0.1, 0, 0.2, 0.8, 0, 0, 0, 1], 3) // 0.74667
 */
export function spammerScore(
  confusion: ArrayLike<number>,
  levels: number,
): Defined<{ readonly value: number }> {
  if (confusion.length !== levels * levels) throw new RangeError("confusion must be levels × levels");
  if (levels < 2) return { value: null, reason: "too-few" };
  let sum = 0;
  for (let k = 0; k < levels; k++) {
    for (let other = 0; other < k; other++) {
      for (let label = 0; label < levels; label++) {
        const gap = confusion[k * levels + label] - confusion[other * levels + label];
        sum += gap * gap;
      }
    }
  }
  return { reason: null, value: sum / (levels * (levels - 1)) };
}

/**
 * The confusion matrix of one annotator out of the answer table of a fitted model, in the form `spammerScore` takes.
 * @param table (annotator × K + label) × K + class @param annotator from 0 @param levels K
 * @returns K × K, true class × K + label, every row summing to 1
 */
export function confusionOf(table: ArrayLike<number>, annotator: number, levels: number): Float64Array {
  const confusion = new Float64Array(levels * levels);
  const base = annotator * levels * levels;
  for (let k = 0; k < levels; k++) {
    let total = 0;
    for (let label = 0; label < levels; label++) total += table[base + label * levels + k];
    for (let label = 0; label < levels; label++) {
      confusion[k * levels + label] = table[base + label * levels + k] / total;
    }
  }
  return confusion;
}
