import { type ErrorRates, type SequentialVerdict, sequentialTest } from "./sequential-test.ts";

export type SprtOptions = ErrorRates & {
  /** Accuracy of somebody who is not good enough, fraction */
  readonly p0: number;
  /** Accuracy of somebody who is, fraction above p0 */
  readonly p1: number;
};

/** Takes 18 gold answers on average to accept an accuracy of .85 and 13.5 to refuse one of .60. */
export const SPRT_DEFAULTS: SprtOptions = { p0: 0.6, p1: 0.85, alpha: 0.05, beta: 0.1 };

/**
 * Sequential test on right and wrong gold answers: is this person's accuracy rather p1 or rather p0?
 *
 * In words: every right answer adds ln(p1 / p0), every wrong one ln((1 - p1) / (1 - p0)). A plain "reject below 70 % of
 * ten" refuses 12 % of people with a true accuracy of 80 % and admits 17 % of those with 50 %, and cannot be looked at early.
 * `sprtOrdinal` needs fewer answers.
 * Source: A. Wald 1945 (see `sequentialTest`).
 * @param outcomes true (or 1) for right, in the order of answering
 * @returns decision, answers used, log likelihood ratio and bounds in nats
 * @throws RangeError unless 0 < p0 < p1 < 1 and the error rates lie strictly between 0 and 1/2
 * @example sprt(Array(14).fill(true)) // good at the 9th answer
 */
export function sprt(
  outcomes: Iterable<boolean | number>,
  options: SprtOptions = SPRT_DEFAULTS,
): SequentialVerdict {
  const { p0, p1 } = options;
  if (!(p0 > 0 && p0 < p1 && p1 < 1)) throw new RangeError("needs 0 < p0 < p1 < 1");
  const right = Math.log(p1 / p0);
  const wrong = Math.log((1 - p1) / (1 - p0));
  return sequentialTest(
    Array.from(outcomes, (outcome) => (outcome ? right : wrong)),
    options,
  );
}
