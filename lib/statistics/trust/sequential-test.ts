/** Error rates of a test between "good" and "bad", fractions strictly between 0 and 1/2. */
export type ErrorRates = {
  /** Share of bad people who are accepted as good */
  readonly alpha: number;
  /** Share of good people who are taken for bad */
  readonly beta: number;
};

export type SequentialVerdict = {
  /** "undecided" asks for another answer */
  readonly decision: "good" | "bad" | "undecided";
  /** Answers looked at: up to the one that decided, all of them while undecided */
  readonly at: number;
  /** ln (probability of these answers from somebody good / from somebody bad), nats; may be infinite */
  readonly llr: number;
  /** The two bounds, nats */
  readonly upper: number;
  readonly lower: number;
};

/**
 * Wald's sequential probability ratio test: add up the log likelihood ratios of the answers in their order and stop as soon as
 * the sum leaves the bounds. Looking after every single answer is what it is made for; no other test needs fewer answers on
 * average at the same error rates. What comes after the decision is not looked at.
 *
 * In words: good at or above ln((1 - beta) / alpha), bad at or below ln(beta / (1 - alpha)).
 * Source: A. Wald, Sequential tests of statistical hypotheses, Annals of Mathematical Statistics 16, 1945.
 * @param ratios log likelihood ratios in nats, good over bad, in order; infinite ones decide at once
 * @throws RangeError unless both error rates lie strictly between 0 and 1/2
 * @example sequentialTest([2, 2], { alpha: 0.05, beta: 0.1 }) // good at 2, upper ln 18
 */
export function sequentialTest(ratios: Iterable<number>, rates: ErrorRates): SequentialVerdict {
  const { alpha, beta } = rates;
  for (const rate of [alpha, beta]) {
    if (!(rate > 0 && rate < 0.5)) throw new RangeError("error rates must lie strictly between 0 and 1/2");
  }
  const upper = Math.log((1 - beta) / alpha);
  const lower = Math.log(beta / (1 - alpha));
  let llr = 0;
  let at = 0;
  for (const ratio of ratios) {
    llr += ratio;
    at++;
    if (llr >= upper) return { decision: "good", at, llr, upper, lower };
    if (llr <= lower) return { decision: "bad", at, llr, upper, lower };
  }
  return { decision: "undecided", at, llr, upper, lower };
}
