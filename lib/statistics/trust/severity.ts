import { type Defined, keepRatings, type Labeling } from "#lib/labeling.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import { fitSeverity, leanInformation } from "./severity-fit.ts";

/** One annotator's lean in levels, below 0 = harsher than the group, with standard error and interval. */
export type Lean = Interval & { readonly value: number; readonly standardError: number };

export type Severity = {
  /** By annotator; undefined ("no-pairs") for somebody who shares no item with anybody */
  readonly leans: readonly Defined<Lean>[];
  /** Variances in squared levels: of the items, and of single ratings around item plus lean */
  readonly itemVariance: number;
  readonly noiseVariance: number;
  readonly rounds: number;
};

/** Variance of what rounding to whole levels adds, squared levels: that of an even spread one level wide. */
const ROUNDING_VARIANCE = 1 / 12;

/**
 * How harsh or lenient each annotator is, corrected for the items and the colleagues they happened to meet; a raw mean would
 * call everybody harsh who got the bad items.
 *
 * In words: a rating is item + lean + noise. Items are random around their mean, so that an item with few ratings is drawn
 * toward it (items taken at their word are inconsistent when each has only a few ratings); leans average to zero. The
 * standard error, noise / √(Σ over own ratings of 1 - own weight in the item), takes the colleagues' leans as known, so it
 * is somewhat small in small groups; it never claims less noise than rounding to whole levels makes (variance 1/12). At the
 * ends of the scale nobody can be harsher than the lowest level: leans are drawn toward 0 there.
 *
 * Source: the two-way mixed model in S. R. Searle, G. Casella, C. E. McCulloch, Variance Components, 1992, chapter 8; the
 * report on severity from J. M. Linacre, Many-Facet Rasch Measurement, 1989.
 * @param labeling I items, A annotators, K ordered levels; items that only one person rated do not count
 * @param confidence of the intervals, fraction strictly between 0 and 1
 * @returns A leans in levels; all undefined ("no-pairs") when nobody shares an item
 * @throws RangeError when the confidence lies outside its range
 * @example somebody who rates every item one level below two others leans -2/3 against their +1/3
 */
export function severity(labeling: Labeling, confidence = 0.95): Severity {
  const z = normalQuantile(0.5 + confidence / 2);
  const shared = sharedRatings(labeling);
  const fit = fitSeverity(shared);
  const information = leanInformation(shared, fit);
  const { itemVariance, noiseVariance, rounds } = fit;
  const leans = Array.from(information, (known, a): Defined<Lean> => {
    if (known === 0) return { value: null, reason: "no-pairs" };
    const value = fit.lean[a];
    const standardError = Math.sqrt(Math.max(ROUNDING_VARIANCE, noiseVariance) / known);
    const half = z * standardError;
    return { reason: null, value, standardError, lower: value - half, upper: value + half };
  });
  return { leans, itemVariance, noiseVariance, rounds };
}

/** The ratings of items that at least two people rated. */
function sharedRatings(labeling: Labeling): Labeling {
  const { items, item, annotator } = labeling;
  const first = new Int32Array(items).fill(-1);
  const isShared = new Uint8Array(items);
  for (let r = 0; r < item.length; r++) {
    const i = item[r];
    if (first[i] === -1) first[i] = annotator[r];
    if (first[i] !== annotator[r]) isShared[i] = 1;
  }
  return keepRatings(
    labeling,
    Uint8Array.from(item, (i) => isShared[i]),
  );
}
