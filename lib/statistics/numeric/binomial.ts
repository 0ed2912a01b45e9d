import { exactLog } from "./exact-log.ts";
import type { Random } from "./random.ts";

/**
 * Draws how many of n independent trials succeed, each with probability p.
 *
 * What: exact (no normal approximation), in constant time: below 10 expected successes by walking up the
 * distribution, above by the transformed rejection of Hörmann. Uses only + - * / sqrt and `exactLog`, which every engine
 * rounds alike, so a seed gives the same draw everywhere.
 * Source: W. Hörmann, The generation of binomial random variates, J. Statistical Computation and Simulation 46, 1993, BTRS.
 *
 * @param n trials, a whole number of at least 0
 * @param p probability 0..1
 * @returns a whole number 0..n
 */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  return n * p < 10 ? drawByWalking(random, n, p) : drawByRejection(random, n, p);
}

/** Adds up the probabilities of 0, 1, 2 ... successes until they pass a random number. */
function drawByWalking(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  const none = power(1 - p, n);
  for (;;) {
    let left = random();
    let probability = none;
    for (let successes = 0; successes <= n; successes++) {
      if (left < probability) return successes;
      left -= probability;
      probability *= (odds * (n - successes)) / (successes + 1);
    }
  }
}

/** Draws from a hat above the distribution; 86 of 100 draws are accepted without a logarithm. */
function drawByRejection(random: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const sureBelow = 0.92 - 4.2 / b;
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const distance = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / distance + b) * u + center);
    if (distance >= 0.07 && v <= sureBelow) return k;
    if (k < 0 || k > n) continue;
    const hat = ((2.83 + 5.1 / b) * spread) / (a / (distance * distance) + b);
    if (exactLog(v * hat) <= logRatioToMode(n, p, k)) return k;
  }
}

/** ln(P(k) / P(mode)) by Stirling's formula with its correction. */
function logRatioToMode(n: number, p: number, k: number): number {
  const mode = Math.floor((n + 1) * p);
  const odds = p / (1 - p);
  return (
    (mode + 0.5) * exactLog((mode + 1) / (odds * (n - mode + 1))) +
    (n + 1) * exactLog((n - mode + 1) / (n - k + 1)) +
    (k + 0.5) * exactLog((odds * (n - k + 1)) / (k + 1)) +
    stirlingRest(mode) +
    stirlingRest(n - mode) -
    stirlingRest(k) -
    stirlingRest(n - k)
  );
}

/** ln k! minus (k + 1/2) ln(k + 1) - (k + 1) + ln sqrt(2 pi): exact for k below 10, then its series. */
const SMALL_RESTS = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.020790672103765, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.0092554621827127, 0.0083305634333631,
] as const;

function stirlingRest(k: number): number {
  const known = SMALL_RESTS[k];
  if (known !== undefined) return known;
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

/** base^exponent by squaring: Math.pow may differ in the last bit between engines. */
function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
