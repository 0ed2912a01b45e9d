import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import { wilsonAround } from "#lib/statistics/numeric/wilson.ts";

/** Labels of similar confidence: what was stated of them, and how many were right. */
export type CurvePoint = {
  readonly n: number;
  /** Mean stated confidence */
  readonly stated: number;
  /** Share that was right */
  readonly observed: number;
  /** 95 % for that share, by Wilson's score */
  readonly interval: Interval;
};

/** Points at most, and the fewest labels that make one. */
const MOST_POINTS = 5;
const LEAST_LABELS = 15;

/**
 * The calibration curve to look at: labels in the order of their confidence, cut into groups of nearly equal size.
 *
 * Equally wide bins hold many labels near 1 and hardly any below; equal sizes give every point an interval of similar width.
 * Equal confidences stay together, so that a group may be larger.
 * Source: for equal sizes, A. Kumar, P. Liang & T. Ma, NeurIPS 2019; E. B. Wilson, JASA 22, 1927, for the intervals.
 * @param confidence n stated probabilities 0..1 @param isRight n ones and zeros
 * @returns at most 5 points, ascending in what was stated; none below 15 labels
 * @example twenty labels stated at .9 of which 18 were right make one point, .9 and .9
 */
export function calibrationCurve(confidence: ArrayLike<number>, isRight: ArrayLike<number>): CurvePoint[] {
  const n = confidence.length;
  const many = Math.min(MOST_POINTS, Math.floor(n / LEAST_LABELS));
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => confidence[i] - confidence[j]);
  const points: CurvePoint[] = [];
  let from = 0;
  for (let part = 1; part <= many; part++) {
    let to = Math.max(from, Math.round((part * n) / many));
    while (to < n && to > 0 && confidence[order[to]] === confidence[order[to - 1]]) to++;
    if (to > from) points.push(pointOf(order.slice(from, to), confidence, isRight));
    from = to;
  }
  return points;
}

function pointOf(
  group: readonly number[],
  confidence: ArrayLike<number>,
  isRight: ArrayLike<number>,
): CurvePoint {
  const n = group.length;
  const right = group.reduce((sum, i) => sum + isRight[i], 0);
  const stated = group.reduce((sum, i) => sum + confidence[i], 0) / n;
  return { n, stated, observed: right / n, interval: wilsonAround(right / n, n, normalQuantile(0.975)) };
}
