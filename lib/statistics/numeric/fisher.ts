import { betaQuantile } from "#lib/statistics/numeric/incomplete-beta.ts";

/**
 * Quantile of Fisher's F distribution, by way of the Beta distribution: a F / (a F + b) is Beta(a/2, b/2).
 * Source: Abramowitz & Stegun 1964, formula 26.6.2.
 *
 * @param p probability strictly between 0 and 1
 * @param above degrees of freedom of the numerator, > 0, need not be whole
 * @param below degrees of freedom of the denominator, > 0, need not be whole
 * @example fisherQuantile(0.95, 3, 12) is 3.490294819
 */
export function fisherQuantile(p: number, above: number, below: number): number {
  const share = betaQuantile(p, above / 2, below / 2);
  if (share <= 0.5) return (below * share) / (above * (1 - share));
  // Near 1 the distance to 1 carries the digits, so it is looked up itself.
  const rest = betaQuantile(1 - p, below / 2, above / 2);
  return (below * (1 - rest)) / (above * rest);
}
