import type { Defined } from "#lib/labeling.ts";
import { checkBinomial, type Interval } from "./interval.ts";
import { normalQuantile } from "./normal.ts";

/**
 * Wilson's score interval for a share: every true share that a two-sided normal test at this confidence would
 * not reject given the count. Unlike share ± z·error it never leaves 0..1 and is not empty at 0 or at all.
 *
 * In words: the center is the share pulled toward one half by z² imaginary trials; the half-width is
 * z·√(share·(1-share)/n + z²/4n²), both divided by 1 + z²/n.
 *
 * Source: E. B. Wilson, Probable inference, JASA 22, 1927; numbers: R. G. Newcombe, Statistics in Medicine 17,
 * 1998, Table I, method 3.
 * @param successes how many of the trials succeeded, 0..trials
 * @param trials number of trials; 0 gives null with reason "too-few"
 * @param confidence fraction strictly between 0 and 1
 * @returns lower and upper share, fractions 0..1
 * @throws RangeError when an argument lies outside its range
 * @example wilsonInterval(81, 263) // 0.2553 to 0.3662
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Defined<Interval> {
  checkBinomial(successes, trials, confidence);
  if (trials === 0) return { value: null, reason: "too-few" };
  const found = wilsonAround(successes / trials, trials, normalQuantile(0.5 + confidence / 2));
  return { reason: null, ...found };
}

/**
 * Wilson's formula for any share and any number of trials, such as the number of independent ones that dependent ones are worth.
 * Source: E. B. Wilson, JASA 22, 1927.
 *
 * @param share 0..1 @param trials > 0, need not be whole @param z how many standard errors each side
 * @returns lower and upper share, fractions 0..1
 */
export function wilsonAround(share: number, trials: number, z: number): Interval {
  const widened = 1 + (z * z) / trials;
  const center = (share + (z * z) / (2 * trials)) / widened;
  const half = (z / widened) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  // At the ends center and half-width are equal on paper; rounding must not leave a speck outside 0..1.
  return {
    lower: share === 0 ? 0 : Math.max(0, center - half),
    upper: share === 1 ? 1 : Math.min(1, center + half),
  };
}
