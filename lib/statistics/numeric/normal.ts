const LN_SQRT_TWO_PI = 0.9189385332046728;
/** From here on the fraction has converged after its 100 steps, and the sum would lose the digits of a small share. */
const TAIL = 2;

/**
 * Height of the standard normal curve at x: exp(-x²/2) / √(2π).
 * @param x any finite number @returns a density, 0 to 0.3989
 */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x - LN_SQRT_TWO_PI);
}

/**
 * The share of a standard normal population below x.
 *
 * Near the middle: 1/2 plus the density times x + x³/3 + x⁵/15 + x⁷/105 + …; far out, where that sum loses the
 * small tail, the density divided by the continued fraction x + 1/(x + 2/(x + 3/(x + …))).
 * Source: G. Marsaglia, Evaluating the Normal Distribution, J. Statistical Software 11(4), 2004; Abramowitz &
 * Stegun 1964, formula 26.2.14.
 * @param x any number, infinities included @returns a probability, error below 1e-15, below 0 also relatively below 1e-13
 * @example normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(x: number): number {
  if (x < -TAIL) return upperTail(-x);
  if (x > TAIL) return 1 - upperTail(x);
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

function upperTail(x: number): number {
  if (x > 40) return 0;
  let fraction = x;
  for (let step = 100; step >= 1; step--) fraction = x + step / fraction;
  return normalDensity(x) / fraction;
}

/**
 * The x below which the share p of a standard normal population lies: the inverse of `normalCdf`.
 *
 * A rational first guess (Abramowitz & Stegun 1964, formula 26.2.23, error below 4.5e-4), then Halley's steps on the
 * cumulative share.
 * @param p a probability strictly between 0 and 1
 * @throws RangeError when p is not
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError("p must lie strictly between 0 and 1");
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = top / bottom - t;
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(x) - p) / normalDensity(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}
