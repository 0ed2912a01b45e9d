import { type Defined, firstRatings, type Labeling } from "#lib/labeling.ts";
import { coverage, tally } from "#lib/statistics/counting/tally.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { type AnnotatorScope, annotatorScope } from "./alpha/alpha-annotators.ts";
import { type AlphaBootstrap, bootstrapAlpha, chanceToReach } from "./alpha/alpha-bootstrap.ts";
import { type Jackknife, jackknifeAlpha } from "./alpha/alpha-jackknife.ts";
import { pairableAnnotators } from "./alpha/alpha-without.ts";
import type { Coefficient } from "./chance-corrected.ts";
import { gwetAc2 } from "./gwet.ts";
import { type HeadlinePoints, headlinePoints } from "./headline-points.ts";

export type HeadlineOptions = {
  /** Seed of the bootstrap; export it with the numbers. */
  readonly seed: number;
  /** 1000 when left out. */
  readonly replicates?: number;
  /** Only the first so many ratings of each item count (the planned minimum); all when left out. */
  readonly firstRatings?: number;
  /** Values of alpha whose probability of being reached is wanted, e.g. .667 and .8. */
  readonly cuts: readonly number[];
  /** The declared value of each level; 1..K when left out. */
  readonly values?: readonly number[];
  /** Of all intervals; 0.95 when left out. */
  readonly confidence?: number;
};

export type AgreementHeadline = Omit<HeadlinePoints, "ac2"> & {
  readonly seed: number;
  readonly replicates: number;
  readonly confidence: number;
  readonly firstRatings: number | null;
  /** Delete-one-item jackknife of alpha: standard error and bias-corrected value. */
  readonly jackknife: Jackknife;
  /** "This team": percentile bootstrap over items. */
  readonly team: Defined<{ readonly value: Interval; readonly standardError: number }>;
  readonly undefinedReplicates: number;
  /** "Annotators like these": items and annotators left out in turn. */
  readonly annotatorsLikeThese: AnnotatorScope;
  /** P(alpha >= cut) for each cut, null where the bootstrap is undefined. */
  readonly chances: readonly { readonly cut: number; readonly probability: number | null }[];
  /** Gwet's AC2, quadratic, with `interval` = value +- t * standard error. */
  readonly ac2: Coefficient;
  readonly ac2Interval: Defined<{ readonly value: Interval }>;
  /** Annotators with a rating on a pairable item. */
  readonly annotators: number;
  readonly fewAnnotators: boolean;
  /**
   * What is lacking to judge the number, where fewer than 10 ratings are off the most frequent level or the interval is
   * wider than .4 or none: variation where many items were rated and nearly all the same, otherwise items.
   */
  readonly lacking: "items" | "variation" | null;
};

/** Fewer ratings than this off the most frequent level say nothing: 22 of 23 equal give alpha 0. */
const NEEDED_NON_MODAL = 10;
const WIDEST_INTERVAL = 0.4;
/** Below so many pairable items, and wherever more than this share is off the most frequent level, more items help. */
const FEW_ITEMS = 10;
const LITTLE_VARIATION = 0.2;
/** Below this the interval for annotators like these is conservative. */
const MANY_ANNOTATORS = 8;

/**
 * Everything that stands beside the headline number, because alpha never stands alone.
 *
 * What: ordinal alpha with its two intervals and the probability of reaching a cut, exact and within-one agreement,
 * quadratic AC2, reliability of the mean, and the counts a reader needs to judge them. Adjudication, training and gold
 * items are left out by the caller.
 * Units: coefficients up to 1, shares 0..1, counts. Every undefined part is null with its reason. Never throws.
 * Cost: O(ratings + replicates * classes).
 */
export function agreementHeadline(labeling: Labeling, options: HeadlineOptions): AgreementHeadline {
  const { seed, replicates = 1000, confidence = 0.95, cuts, values } = options;
  const used = options.firstRatings === undefined ? labeling : firstRatings(labeling, options.firstRatings);
  const sums = tally(used);
  const points = headlinePoints(sums.pairs, values);
  const boot = bootstrapAlpha(sums, "ordinal", { seed, replicates, confidence, values });
  const annotators = pairableAnnotators(used, sums);
  const ac2 = gwetAc2(sums, values);
  return {
    ...points,
    seed,
    replicates,
    confidence,
    firstRatings: options.firstRatings ?? null,
    jackknife: jackknifeAlpha(sums, "ordinal", values),
    team: teamInterval(boot),
    undefinedReplicates: boot.undefinedReplicates,
    annotatorsLikeThese: annotatorScope(used, "ordinal", values, confidence, sums),
    chances: cuts.map((cut) => ({
      cut,
      probability: boot.reason === null ? chanceToReach(boot.sorted, cut) : null,
    })),
    ac2,
    ac2Interval: studentInterval(ac2, coverage(sums.pairs).ratedItems - 1, confidence),
    annotators,
    fewAnnotators: annotators < MANY_ANNOTATORS,
    lacking: whatIsLacking(points, boot),
  };
}

function teamInterval(boot: AlphaBootstrap): AgreementHeadline["team"] {
  if (boot.reason !== null) return { value: null, reason: boot.reason };
  return { reason: null, value: boot.value, standardError: boot.standardError };
}

function whatIsLacking(points: HeadlinePoints, boot: AlphaBootstrap): AgreementHeadline["lacking"] {
  const { nonModalRatings, ratings, pairableItems } = points;
  const isSure = boot.reason === null && boot.value.upper - boot.value.lower <= WIDEST_INTERVAL;
  if (isSure && nonModalRatings >= NEEDED_NON_MODAL) return null;
  return pairableItems < FEW_ITEMS || nonModalRatings / ratings > LITTLE_VARIATION ? "items" : "variation";
}

/**
 * value +- t * standard error, the upper end cut at 1 (no coefficient lies above it).
 * Undefined: as the coefficient; `too-few` without a standard error.
 *
 * @param degrees degrees of freedom of t: rated items - 1
 */
export function studentInterval(
  coefficient: Coefficient,
  degrees: number,
  confidence: number,
): Defined<{ readonly value: Interval }> {
  if (coefficient.reason !== null) return { value: null, reason: coefficient.reason };
  if (coefficient.standardError === null) return { value: null, reason: "too-few" };
  const half = studentQuantile(0.5 + confidence / 2, degrees) * coefficient.standardError;
  return {
    reason: null,
    value: { lower: coefficient.value - half, upper: Math.min(1, coefficient.value + half) },
  };
}
