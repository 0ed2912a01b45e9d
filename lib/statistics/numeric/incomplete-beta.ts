const HALF_LN_TWO_PI = 0.9189385332046728;
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/**
 * Natural logarithm of the gamma function, relative error near 1e-15.
 * Stirling's series from x ≥ 10 on; smaller x are moved up by Γ(x + 1) = x·Γ(x).
 * Source: M. Abramowitz & I. A. Stegun, Handbook of Mathematical Functions, 1964, formulas 6.1.41 and 6.1.15.
 * @param x > 0; what lies outside gives NaN or a meaningless number: callers check
 * @example logGamma(5) // ln 24
 */
export function logGamma(x: number): number {
  let moved = 0;
  let at = x;
  for (; at < 10; at++) moved += Math.log(at);
  let series = 0;
  for (let term = STIRLING.length - 1; term >= 0; term--) series = series / (at * at) + STIRLING[term];
  return (at - 0.5) * Math.log(at) - at + HALF_LN_TWO_PI + series / at - moved;
}

/**
 * Regularized incomplete beta function I_x(a, b): the probability that a Beta(a, b) variable is at most x.
 *
 * A continued fraction, evaluated front to back with a floor against division by zero, on the side of the mean where it
 * converges fast; the other side by I_x(a, b) = 1 - I_{1-x}(b, a).
 * Source: the fraction of Abramowitz & Stegun 1964, formula 26.5.8; its evaluation W. J. Lentz, Applied Optics 15, 1976.
 * @param x point, clamped to 0..1 @param a first shape, > 0 @param b second shape, > 0
 * @returns a probability, absolute error below 1e-9 for shapes up to a million
 * @throws RangeError when a shape is not positive
 * @example incompleteBeta(0.7, 9, 3) // 0.31274045425
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError("both shapes must be positive");
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - lowerPart(1 - x, b, a);
  return lowerPart(x, a, b);
}

function lowerPart(x: number, a: number, b: number): number {
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  const floor = 1e-300;
  let c = 1;
  let d = 0;
  let value = 1;
  for (let step = 1; step < 100_000; step++) {
    const part = partialNumerator(step, x, a, b);
    d = 1 + part * d;
    d = 1 / (Math.abs(d) < floor ? floor : d);
    c = 1 + part / c;
    if (Math.abs(c) < floor) c = floor;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return front / value;
}

function partialNumerator(step: number, x: number, a: number, b: number): number {
  const half = step >> 1;
  const below = a + 2 * half;
  if (step % 2 === 0) return (half * (b - half) * x) / ((below - 1) * below);
  return (-(a + half) * (a + b + half) * x) / (below * (below + 1));
}

/** From 1/2 down to the smallest double, and the last digits. */
const MOST_HALVINGS = 1200;

/**
 * The x at which `incompleteBeta(x, a, b)` equals p: the quantile of the Beta distribution.
 *
 * Newton's steps inside a bracket that only shrinks; a step that would leave the bracket is replaced by its middle, so
 * the search cannot fail.
 * @param p probability 0..1 @param a first shape, > 0 @param b second shape, > 0
 * @returns x in 0..1, to 1e-12 absolutely and nearly as well relatively; 0 where it is smaller than any double
 * @throws RangeError when p or a shape lies outside its range
 * @example betaQuantile(0.025, 15.5, 133.5) // 0.0604485
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError("p must lie in 0..1");
  if (p === 0 || p === 1) return p;
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < MOST_HALVINGS && high - low > 1e-15 * high; step++) {
    const error = incompleteBeta(x, a, b) - p;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const next = x - error / density;
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next > low && next < high ? next : (low + high) / 2;
  }
  return x;
}
