import { betaQuantile, incompleteBeta } from "./incomplete-beta.ts";
import { checkBinomial, type Interval } from "./interval.ts";

/** Imaginary trials before the first real one: `a` successes and `b` failures, both > 0. */
export type BetaPrior = { readonly a: number; readonly b: number };

/** Every share equally likely beforehand. */
export const UNIFORM_PRIOR: BetaPrior = { a: 1, b: 1 };
/** Jeffreys' prior: the one that does not depend on how the share is written. */
export const JEFFREYS_PRIOR: BetaPrior = { a: 0.5, b: 0.5 };

/**
 * Equal-tailed interval of the Beta posterior of a share: with this probability the share lies inside, given
 * the prior and the count. Defined even without trials (then it is the prior's).
 *
 * In words: the quantiles (1-confidence)/2 and (1+confidence)/2 of Beta(successes + a, failures + b). With the
 * Jeffreys prior (the default) this is the Jeffreys interval, without changes at 0 and at all.
 * Source: L. D. Brown, T. T. Cai, A. DasGupta, Statistical Science 16, 2001.
 * @param successes 0..trials @param trials ≥ 0 @param confidence fraction strictly between 0 and 1
 * @returns lower and upper share, fractions 0..1
 * @throws RangeError when an argument lies outside its range
 * @example betaInterval(15, 148) // 0.060449 to 0.157643
 */
export function betaInterval(
  successes: number,
  trials: number,
  confidence = 0.95,
  prior: BetaPrior = JEFFREYS_PRIOR,
): Interval {
  checkBinomial(successes, trials, confidence);
  const a = successes + prior.a;
  const b = trials - successes + prior.b;
  const tail = (1 - confidence) / 2;
  return { lower: betaQuantile(tail, a, b), upper: betaQuantile(1 - tail, a, b) };
}

/**
 * Mean of the Beta posterior of a share: (successes + a) / (trials + a + b). Nobody stands at 0 or 1 after a few trials.
 * @example betaMean(8, 10) // 0.75
 */
export function betaMean(successes: number, trials: number, prior: BetaPrior = UNIFORM_PRIOR): number {
  return (successes + prior.a) / (trials + prior.a + prior.b);
}

/**
 * Probability that the true share lies above a threshold, given the count: one minus the incomplete beta function
 * at the threshold. For display and for one decision at the end; looked at after every answer it is not a test
 * (use `sprt`).
 * @param successes 0..trials @param trials ≥ 0 @param threshold fraction 0..1
 * @returns a probability
 * @throws RangeError when successes lies outside 0..trials
 * @example betaTail(8, 10, 0.7) // 0.68726
 */
export function betaTail(
  successes: number,
  trials: number,
  threshold: number,
  prior: BetaPrior = UNIFORM_PRIOR,
): number {
  checkBinomial(successes, trials, 0.5);
  return incompleteBeta(1 - threshold, trials - successes + prior.b, successes + prior.a);
}

/**
 * Clopper and Pearson's "exact" interval: all true shares under which a count at least this extreme is not rarer
 * than half the error on either side. Covers at least as often as promised, hence it holds all of Jeffreys' interval and
 * is mostly wider than Wilson's. Without trials it is 0 to 1: nothing is excluded.
 *
 * In words: the lower end is a Beta(successes, failures + 1) quantile, the upper a Beta(successes + 1, failures) one.
 * Source: C. J. Clopper, E. S. Pearson, Biometrika 26, 1934; numbers: Newcombe 1998, Table I, method 5.
 * @param successes 0..trials @param trials ≥ 0 @param confidence fraction strictly between 0 and 1
 * @throws RangeError when an argument lies outside its range
 * @example clopperPearson(0, 20) // 0 to 0.168433
 */
export function clopperPearson(successes: number, trials: number, confidence = 0.95): Interval {
  checkBinomial(successes, trials, confidence);
  const tail = (1 - confidence) / 2;
  const failures = trials - successes;
  return {
    lower: successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    upper: failures === 0 ? 1 : betaQuantile(1 - tail, successes + 1, failures),
  };
}
