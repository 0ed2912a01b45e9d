import type { Defined, Labeling } from "#lib/labeling.ts";
import type { Tally } from "#lib/statistics/counting/tally.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { clusterSpread } from "./cluster-spread.ts";
import type { ClusterSums } from "./cluster-sums.ts";
import type { RowCoefficient } from "./coefficient.ts";
import { peopleSpread, ratingVariance, rowsWithoutEach, type WithoutOne } from "./people-spread.ts";
import { slopeAt, toScale } from "./scale.ts";
import { enoughClusters } from "./team-scope.ts";

/** Below this number of people nothing can be said about others like them. */
const FEWEST_PEOPLE = 8;
/** How much of the variance of single ratings is in that over queries already. */
const COUNTED_TWICE = 0.75;

export type PeopleScope = Defined<{
  /** With one more person imagined, who guesses. */
  readonly value: Interval;
  /** If all people are of kinds met here. */
  readonly plain: Interval;
  /** Of the coefficient itself, at its value, without the imagined guesser. */
  readonly standardError: number;
  readonly degrees: number;
  /** Whether somebody here guesses as much as the imagined person would, so that nobody needs to be imagined. */
  readonly hasGuesser: boolean;
}>;

/** What the intervals of all coefficients share. */
export type People = {
  readonly sums: ClusterSums;
  readonly known: Tally;
  readonly without: readonly WithoutOne[];
};

/**
 * Prepares the intervals for other people: the sums without each person in turn.
 * Shapes: A annotators, R rows. Cost: as `rowsWithoutEach`.
 */
export function peopleOf(labeling: Labeling, known: Tally, sums: ClusterSums): People {
  return { sums, known, without: rowsWithoutEach(labeling, known, sums.layout) };
}

/**
 * Interval of a coefficient for other people like these and other queries like these.
 *
 * What: on the atanh scale V = V_q + max(0, V_a - .75 V_r), t with (sum n_a)^2 / sum n_a^2 - 1 degrees of freedom. Data cannot
 * show a kind of person never met, and with 7 % guessers that interval covers 56 to 94 %. So one more person is imagined, who
 * guesses: with e = 1 / (A + 1) the coefficient falls to (1 - e)^2 of its way from chance, and the lower end by as much, unless
 * somebody's absence raises it by half of that already. Covers .93 to .999: narrow and honest is not to be had below some
 * 50 people.
 * Undefined: `few-people` below 8 who rated pairable items; otherwise as the interval for this team; `little-variation` as there,
 * also without some person or rating.
 */
export function peopleScope(people: People, coefficient: RowCoefficient, confidence: number): PeopleScope {
  const { sums, known, without } = people;
  const atanh: RowCoefficient = { ...coefficient, scale: "atanh" };
  const whole = clusterSpread(sums, atanh);
  if (whole.reason !== null) return whole;
  if (without.length < FEWEST_PEOPLE) return { value: null, reason: "few-people" };
  const byQuery = enoughClusters(whole);
  if (byQuery.reason !== null) return byQuery;
  const { value, z, error } = byQuery;
  const byPerson = peopleSpread(sums.layout, without, atanh, z);
  if (byPerson.reason !== null) return byPerson;
  const single = ratingVariance(sums.layout, known.classes, sums.total, atanh, z);
  if (single === null) return { value: null, reason: "little-variation" };
  const { variance, degrees, largestRise } = byPerson.value;
  const s = Math.sqrt(error ** 2 + Math.max(0, variance - COUNTED_TWICE * single));
  const half = studentQuantile(0.5 + confidence / 2, degrees) * s;
  const fall = z - withGuesser(value, coefficient.chance(sums.layout.levels), without.length);
  const hasGuesser = largestRise >= fall / 2;
  const lower = hasGuesser ? z - half : z - fall - half;
  return {
    reason: null,
    value: { lower: Math.tanh(lower), upper: Math.tanh(z + half) },
    plain: { lower: Math.tanh(z - half), upper: Math.tanh(z + half) },
    standardError: s * slopeAt("atanh", value),
    degrees,
    hasGuesser,
  };
}

/** The coefficient, on the atanh scale, if one more person guessed; below chance it stays. */
function withGuesser(value: number, chance: number, people: number): number {
  const kept = (1 - 1 / (people + 1)) ** 2;
  const fallen = value > chance ? chance + kept * (value - chance) : value;
  return toScale("atanh", fallen) as number;
}
