import type { Defined } from "#lib/labeling.ts";
import { studentCdf } from "#lib/statistics/numeric/student.ts";
import type { Spread } from "./cluster-spread.ts";
import { toScale } from "./scale.ts";
import { enoughClusters } from "./team-scope.ts";

/**
 * How probable it is that a coefficient reaches a cut, from the same t as its interval: a cut at the lower end of the 95 %
 * interval is reached with 97.5 %.
 * Source: the benchmarking of Gwet, Handbook of Inter-Rater Reliability, 2014.
 *
 * @param cut strictly inside the coefficient's range
 * @returns 0..1, or null as the interval
 */
export function chanceToReach(spread: Defined<Spread>, cut: number): number | null {
  const known = enoughClusters(spread);
  const there = known.reason === null ? toScale(known.scale, cut) : null;
  if (known.reason !== null || there === null) return null;
  const { z, error, degrees } = known;
  if (error === 0) return z >= there ? 1 : 0;
  return studentCdf((z - there) / error, degrees);
}
