import { firstRatings, type Labeling } from "#lib/labeling.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { pairableAnnotators } from "./alpha/alpha-without.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "./clusters/ac2-and-exact.ts";
import { chanceToReach } from "./clusters/chance-to-reach.ts";
import { clusterSpread, countClusters } from "./clusters/cluster-spread.ts";
import { clusterSums } from "./clusters/cluster-sums.ts";
import { alphaOfRow } from "./clusters/coefficient.ts";
import { type DesignEffect, designEffect } from "./clusters/design-effect.ts";
import { type PeopleScope, peopleOf, peopleScope } from "./clusters/people-scope.ts";
import { type TeamScope, teamScope } from "./clusters/team-scope.ts";
import { type HeadlinePoints, headlinePoints } from "./headline-points.ts";

export type HeadlineOptions = {
  /** The query of each item, numbered from 0 on, -1 for none; when left out each item stands alone. */
  readonly queryOf?: Int32Array;
  /** Only the first this many ratings of each item count (the planned minimum); all when left out. */
  readonly firstRatings?: number;
  /** Values of alpha whose probability of being reached is wanted, e.g. .667 and .8. */
  readonly cuts: readonly number[];
  /** The declared value of each level; 1..K when left out. */
  readonly values?: readonly number[];
  /** Of all intervals; 0.95 when left out. */
  readonly confidence?: number;
};

export type AgreementHeadline = HeadlinePoints & {
  readonly confidence: number;
  readonly firstRatings: number | null;
  /** Of alpha, for this team on more queries like these. */
  readonly team: TeamScope;
  /** Of alpha, for other people like these on other queries like these. */
  readonly annotatorsLikeThese: PeopleScope;
  /** P(alpha >= cut) for each cut, from the same t as `team`; null where that is undefined. */
  readonly chances: readonly { readonly cut: number; readonly probability: number | null }[];
  /** As `team` and `annotatorsLikeThese`, of AC2 and of exact agreement. */
  readonly ac2Interval: TeamScope;
  readonly ac2LikeThese: PeopleScope;
  readonly exactInterval: TeamScope;
  readonly exactLikeThese: PeopleScope;
  /** Queries with a pairable item; an item without a query is one of its own. */
  readonly clusters: number;
  /** Of alpha: how many independent items the items of these queries are worth. */
  readonly designEffect: DesignEffect;
  /** Annotators with a rating on a pairable item. */
  readonly annotators: number;
  /**
   * What is lacking to judge the number, where fewer than 10 ratings are off the most frequent level or the interval is
   * wider than .4 or none: variation where many items were rated and nearly all the same, queries where a few of them would
   * decide, otherwise items.
   */
  readonly lacking: "items" | "queries" | "variation" | null;
};

/** Fewer ratings than this off the most frequent level say nothing: 22 of 23 equal give alpha 0. */
const NEEDED_NON_MODAL = 10;
const WIDEST_INTERVAL = 0.4;
/** More items help below this number of pairable items, and wherever more than this share is off the most frequent level. */
const FEW_ITEMS = 10;
const LITTLE_VARIATION = 0.2;

/**
 * Everything that stands beside the headline number, because alpha never stands alone.
 *
 * What: ordinal alpha with its two intervals by query and the probability of reaching a cut, exact and within-one agreement,
 * quadratic AC2, reliability of the mean, what queries cost, and the counts a reader needs to judge them. Adjudication,
 * training and gold items are left out by the caller.
 * Units: coefficients up to 1, shares 0..1, counts. Every undefined part is null with its reason. Never throws.
 * Cost: O(ratings + (queries + classes) * K^2).
 */
export function agreementHeadline(labeling: Labeling, options: HeadlineOptions): AgreementHeadline {
  const { confidence = 0.95, cuts, values, queryOf = null } = options;
  const used = options.firstRatings === undefined ? labeling : firstRatings(labeling, options.firstRatings);
  const known = tally(used);
  const points = headlinePoints(known.pairs, values);
  const sums = clusterSums(known, queryOf, values);
  const alpha = alphaOfRow("ordinal", values);
  const byQuery = clusterSpread(sums, alpha);
  const byItem = queryOf === null ? byQuery : clusterSpread(clusterSums(known, null, values), alpha);
  const team = teamScope(byQuery, confidence);
  const people = peopleOf(used, known, sums);
  return {
    ...points,
    confidence,
    firstRatings: options.firstRatings ?? null,
    team,
    annotatorsLikeThese: peopleScope(people, alpha, confidence),
    chances: cuts.map((cut) => ({ cut, probability: chanceToReach(byQuery, cut) })),
    ac2Interval: teamScope(clusterSpread(sums, AC2_OF_ROW), confidence),
    ac2LikeThese: peopleScope(people, AC2_OF_ROW, confidence),
    exactInterval: teamScope(clusterSpread(sums, EXACT_OF_ROW), confidence),
    exactLikeThese: peopleScope(people, EXACT_OF_ROW, confidence),
    clusters: countClusters(sums),
    designEffect: designEffect(byQuery, byItem, points.pairableItems),
    annotators: pairableAnnotators(used, known),
    lacking: whatIsLacking(points, team),
  };
}

function whatIsLacking(points: HeadlinePoints, team: TeamScope): AgreementHeadline["lacking"] {
  const { nonModalRatings, ratings, pairableItems } = points;
  const isSure =
    team.reason === null
      ? team.value.upper - team.value.lower <= WIDEST_INTERVAL
      : team.reason === "little-variation";
  if (isSure && nonModalRatings >= NEEDED_NON_MODAL) return null;
  if (pairableItems < FEW_ITEMS) return "items";
  if (team.reason === "few-clusters") return "queries";
  return nonModalRatings / ratings > LITTLE_VARIATION ? "items" : "variation";
}
