import type { Defined } from "#lib/labeling.ts";
import { type BetaPrior, betaInterval, betaMean, UNIFORM_PRIOR } from "#lib/statistics/numeric/beta.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { wilsonInterval } from "#lib/statistics/numeric/wilson.ts";

/** One answer on a gold item: the level given and the levels that count as right (values or indices, the same for both). */
export type GoldAnswer = { readonly label: number; readonly acceptable: readonly number[] };

/** A share of gold answers: Wilson's interval for display, the Beta posterior for decisions. */
export type GoldShare = {
  readonly count: number;
  readonly n: number;
  readonly share: number;
  readonly wilson: Interval;
  readonly beta: Interval & { readonly mean: number };
};

export type GoldAccuracy = {
  /** Answers on gold */
  readonly n: number;
  /** Answers that are one of the acceptable levels */
  readonly exact: GoldShare;
  /** Answers at most one level from the nearest acceptable one */
  readonly withinOne: GoldShare;
  /** Mean distance from the nearest acceptable level in levels, below 0 = too harsh; interval undefined below n = 2 */
  readonly signedError: { readonly mean: number; readonly interval: Defined<Interval> };
};

/**
 * Signed distance of an answer from the nearest acceptable level, in levels; 0 is right, below 0 too harsh. Between two
 * equally near levels the lower one counts.
 * @param answer with a non-empty list of acceptable levels
 * @example goldError({ label: 3, acceptable: [4, 5] }) // -1
 */
export function goldError(answer: GoldAnswer): number {
  let error = Number.POSITIVE_INFINITY;
  for (const level of answer.acceptable) {
    const distance = answer.label - level;
    const isNearer = Math.abs(distance) < Math.abs(error);
    if (isNearer || (distance > error && distance === -error)) error = distance;
  }
  return error;
}

/**
 * How well somebody answers gold: exactly right, right within one level, and in which direction the misses lean.
 *
 * Shares come with Wilson's interval (display) and a Beta posterior (decisions); the mean signed error with Student's t
 * interval. Within-one and signed error say what "right / wrong" hides: 4 for 5 is not 1 for 5, and a person
 * with a constant lean can be corrected while a guesser cannot.
 * Source: E. B. Wilson, JASA 22, 1927; L. D. Brown, T. T. Cai & A. DasGupta, Statistical Science 16, 2001.
 * @param answers one entry per answer on gold, each with a non-empty acceptable list
 * @param options confidence of all intervals (0.95) and the prior (uniform)
 * @returns fractions 0..1 and levels, or null with reason "no-gold" when there is no answer
 * @example goldAccuracy([{ label: 4, acceptable: [4] }, { label: 2, acceptable: [3, 4] }]) // exact 1 of 2, error -0.5
 */
export function goldAccuracy(
  answers: readonly GoldAnswer[],
  options: { readonly confidence?: number; readonly prior?: BetaPrior } = {},
): Defined<GoldAccuracy> {
  if (answers.length === 0) return { value: null, reason: "no-gold" };
  const confidence = options.confidence ?? 0.95;
  const prior = options.prior ?? UNIFORM_PRIOR;
  const errors = answers.map(goldError);
  const share = (limit: number) =>
    goldShare(errors.filter((error) => Math.abs(error) <= limit).length, errors.length, confidence, prior);
  return {
    reason: null,
    n: errors.length,
    exact: share(0),
    withinOne: share(1),
    signedError: signedMean(errors, confidence),
  };
}

function goldShare(count: number, n: number, confidence: number, prior: BetaPrior): GoldShare {
  const wilson = wilsonInterval(count, n, confidence);
  if (wilson.reason !== null) throw new RangeError("a share needs an answer");
  return {
    count,
    n,
    share: count / n,
    wilson: { lower: wilson.lower, upper: wilson.upper },
    beta: { mean: betaMean(count, n, prior), ...betaInterval(count, n, confidence, prior) },
  };
}

function signedMean(errors: readonly number[], confidence: number): GoldAccuracy["signedError"] {
  const n = errors.length;
  const mean = errors.reduce((sum, error) => sum + error, 0) / n;
  if (n < 2) return { mean, interval: { value: null, reason: "too-few" } };
  const squares = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
  const half = studentQuantile(0.5 + confidence / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, interval: { reason: null, lower: mean - half, upper: mean + half } };
}
