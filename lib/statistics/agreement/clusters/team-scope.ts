import type { Defined } from "#lib/labeling.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { FEWEST_CLUSTERS, type Spread } from "./cluster-spread.ts";
import { fromScale, slopeAt } from "./scale.ts";

/** With fewer degrees of freedom from the sizes of queries a few of them decide. */
const FEWEST_DEGREES = 4;

export type TeamScope = Defined<{
  readonly value: Interval;
  /** Of the coefficient itself, at its value; the interval is made on another scale. */
  readonly standardError: number;
  readonly degrees: number;
}>;

/**
 * A spread that an interval may rest on.
 * Undefined: as the spread; `few-clusters` where a few queries would decide.
 */
export function enoughClusters(spread: Defined<Spread>): Defined<Spread> {
  if (spread.reason !== null) return spread;
  const isFew = spread.clusters < FEWEST_CLUSTERS || spread.evenClusters - 1 < FEWEST_DEGREES;
  return isFew ? { value: null, reason: "few-clusters" } : spread;
}

/**
 * Interval of a coefficient for these annotators and more queries like these.
 *
 * What: z -+ t * s on the coefficient's scale, carried back.
 * Undefined: as `enoughClusters`.
 *
 * @param confidence 0..1, strictly between
 * @example 135 queries of three raters, ordinal alpha .7695: .7085 to .8192, where resampling items says .75 to .79
 */
export function teamScope(spread: Defined<Spread>, confidence: number): TeamScope {
  const known = enoughClusters(spread);
  if (known.reason !== null) return known;
  const { scale, value, z, error, degrees } = known;
  const half = studentQuantile(0.5 + confidence / 2, degrees) * error;
  return {
    reason: null,
    value: { lower: fromScale(scale, z - half), upper: fromScale(scale, z + half) },
    standardError: error * slopeAt(scale, value),
    degrees,
  };
}
