/**
 * Digamma function, the slope of ln Γ, for x > 0: what Dirichlet and Beta posteriors need for the mean of a logarithm.
 * Small x are moved up by ψ(x) = ψ(x + 1) - 1/x, then Stirling's series.
 * Source: Abramowitz & Stegun 1964, formula 6.3.18. @returns absolute error below 1e-13
 * @example digamma(1) // -0.5772156649, minus Euler's constant
 */
export function digamma(x: number): number {
  let moved = 0;
  let at = x;
  for (; at < 10; at++) moved += 1 / at;
  const inverse = 1 / (at * at);
  const series =
    inverse *
    (1 / 12 -
      inverse *
        (1 / 120 -
          inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - (inverse * 691) / 32760)))));
  return Math.log(at) - 1 / (2 * at) - series - moved;
}
