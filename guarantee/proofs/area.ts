import { midRanks } from "#lib/statistics/numeric/ranks.ts";

/**
 * How well a score tells two kinds apart: the probability that one of the first kind scores above one of the second, ties
 * halved. Range 0..1, 0.5 = not at all. Source: Mann & Whitney, Annals of Mathematical Statistics 18, 1947.
 */
export function areaUnderCurve(first: readonly number[], second: readonly number[]): number {
  const { ranks } = midRanks([...first, ...second]);
  let sum = 0;
  for (let at = 0; at < first.length; at++) sum += ranks[at] as number;
  return (sum - (first.length * (first.length + 1)) / 2) / (first.length * second.length);
}
