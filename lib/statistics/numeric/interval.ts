/** Two ends of an interval in the unit of the thing estimated, lower ≤ upper. */
export type Interval = { readonly lower: number; readonly upper: number };

/**
 * Refuses what is no number of successes among trials. Units: counts, and the confidence as a fraction.
 * @throws RangeError unless 0 ≤ successes ≤ trials and 0 < confidence < 1
 */
export function checkBinomial(successes: number, trials: number, confidence: number): void {
  if (!(successes >= 0 && successes <= trials)) throw new RangeError("successes must lie in 0..trials");
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError("confidence must lie strictly between 0 and 1");
}
