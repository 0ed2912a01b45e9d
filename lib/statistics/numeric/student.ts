import { betaQuantile, incompleteBeta } from "./incomplete-beta.ts";

/**
 * Quantile of Student's t distribution: how many standard errors to go each side when the spread itself was
 * estimated. By way of the Beta distribution: t² / (t² + df) is Beta(1/2, df/2).
 * Source: Abramowitz & Stegun 1964, formula 26.5.27.
 * @param p probability strictly between 0 and 1 @param df degrees of freedom, > 0
 * @throws RangeError when p lies outside its range
 * @example studentQuantile(0.975, 10) // 2.228139
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError("p must lie strictly between 0 and 1");
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  const rest = betaQuantile(2 * (1 - p), df / 2, 0.5);
  return Math.sqrt((df * (1 - rest)) / rest);
}

/**
 * The share of Student's t distribution below t: the inverse of `studentQuantile`.
 * Source: Abramowitz & Stegun 1964, formula 26.7.1 with 26.5.27.
 * @param t any finite number @param df degrees of freedom, > 0
 * @returns a probability, error below 1e-9
 * @example studentCdf(2.228139, 10) // 0.975
 */
export function studentCdf(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}
