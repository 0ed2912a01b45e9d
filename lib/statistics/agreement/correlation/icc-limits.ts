import { fisherQuantile } from "#lib/statistics/numeric/fisher.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";

/** Mean squares of a two-way analysis of variance: rows = items, columns = annotators, e = rest, w = within items. */
export type MeanSquares = {
  readonly msr: number;
  readonly msc: number;
  readonly mse: number;
  readonly msw: number;
};

/*
 * F-based limits of the intraclass correlations. Each takes the mean squares, n items, k annotators, the confidence
 * and whether the mean of all k ratings is meant; null when an error mean square of 0 makes F endless.
 * Source: Shrout & Fleiss 1979, Psychological Bulletin 86:424-425; McGraw & Wong 1996, tables 7 and 8.
 */

/**
 * Model 1: F = MSR / MSW.
 * Fractions of variance; limits at `confidence`. Source: Shrout & Fleiss 1979, formulas for ICC(1, 1).
 */
export function icc1Interval(
  { msr, msw }: MeanSquares,
  n: number,
  k: number,
  confidence: number,
  isMean: boolean,
): Interval | null {
  return ratioInterval(msr / msw, n - 1, n * (k - 1), k, confidence, isMean);
}

/**
 * Model 3: F = MSR / MSE.
 * Fractions of variance; limits at `confidence`. Source: Shrout & Fleiss 1979, formulas for ICC(3, 1).
 */
export function icc3Interval(
  { msr, mse }: MeanSquares,
  n: number,
  k: number,
  confidence: number,
  isMean: boolean,
): Interval | null {
  return ratioInterval(msr / mse, n - 1, (n - 1) * (k - 1), k, confidence, isMean);
}

function ratioInterval(
  ratio: number,
  above: number,
  below: number,
  k: number,
  confidence: number,
  isMean: boolean,
): Interval | null {
  if (!Number.isFinite(ratio)) return null;
  const p = 0.5 + confidence / 2;
  const low = ratio / fisherQuantile(p, above, below);
  const high = ratio * fisherQuantile(p, below, above);
  if (isMean) return { lower: 1 - 1 / low, upper: 1 - 1 / high };
  return { lower: (low - 1) / (low + k - 1), upper: (high - 1) / (high + k - 1) };
}

/**
 * Model 2: Satterthwaite's degrees of freedom, since the error is a mix of two mean squares. The limits of the mean are Spearman
 * and Brown's of the limits of one rating (as in R psych; R irr differs).
 */
export function icc2Interval(
  { msr, msc, mse }: MeanSquares,
  n: number,
  k: number,
  confidence: number,
  isMean: boolean,
): Interval | null {
  const value = (msr - mse) / (msr + (k - 1) * mse + (k * (msc - mse)) / n);
  const ratio = msc / mse;
  const own = k * value * ratio;
  const rest = n * (1 + (k - 1) * value) - k * value;
  const degrees = ((k - 1) * (n - 1) * (own + rest) ** 2) / ((n - 1) * own ** 2 + rest ** 2);
  if (!(Number.isFinite(degrees) && degrees > 0)) return null;
  const p = 0.5 + confidence / 2;
  const error = k * msc + (k * n - k - n) * mse;
  const down = fisherQuantile(p, n - 1, degrees);
  const up = fisherQuantile(p, degrees, n - 1);
  const lower = (n * (msr - down * mse)) / (down * error + n * msr);
  const upper = (n * (up * msr - mse)) / (error + n * up * msr);
  if (!isMean) return { lower, upper };
  return { lower: (k * lower) / (1 + (k - 1) * lower), upper: (k * upper) / (1 + (k - 1) * upper) };
}
