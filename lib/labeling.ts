/**
 * The one input of every science: who gave which label to which item, as dense integers.
 *
 * Three parallel arrays, one entry per rating, in the order in which the ratings were given (so that
 * "the first k ratings of an item" means something). A missing rating is simply absent.
 */
export type Labeling = {
  /** Number of items I; `item[r]` lies in 0..I-1. Items without a rating are allowed. */
  readonly items: number;
  /** Number of annotators A; `annotator[r]` lies in 0..A-1. */
  readonly annotators: number;
  /** Number of declared levels K, not of observed ones; `label[r]` lies in 0..K-1. */
  readonly levels: number;
  readonly item: Int32Array;
  readonly annotator: Int32Array;
  readonly label: Uint8Array;
};

/** A statistic that may be undefined: then `value` is null and `reason` says why, in machine words. */
export type Reason =
  | "no-pairs"
  | "no-variation"
  | "zero-variance"
  | "incomplete"
  | "too-few"
  | "no-gold"
  | "no-labels"
  /** Nearly all agree, or all that vary are of one query: no spread can be seen */
  | "little-variation"
  /** A few queries would decide */
  | "few-clusters"
  | "few-people"
  /** Of some level */
  | "few-gold"
  | "annotator-without-rating";

export type Defined<T> = ({ readonly reason: null } & T) | { readonly value: null; readonly reason: Reason };

/** Which ratings belong together: group g owns `rating[start[g]..start[g + 1] - 1]`, in the order given. */
export type Grouping = { readonly start: Int32Array; readonly rating: Int32Array };

/** Dimensions of a labeling, each a count of at least 0. */
export type Shape = { readonly items: number; readonly annotators: number; readonly levels: number };

/**
 * Builds a labeling from triples `[item, annotator, label]`, all from 0, in the order given.
 * A repeated (item, annotator) is kept: use `latestRatings` where only the last one counts.
 * Values are not checked: borders do that.
 */
export function labelingFromTriples(
  shape: Shape,
  triples: readonly (readonly [item: number, annotator: number, label: number])[],
): Labeling {
  return {
    ...shape,
    item: Int32Array.from(triples, (triple) => triple[0]),
    annotator: Int32Array.from(triples, (triple) => triple[1]),
    label: Uint8Array.from(triples, (triple) => triple[2]),
  };
}

/**
 * Builds a labeling from a table: one row per item, one cell per annotator, a label from 0 or null.
 * Shapes: I rows of A cells. Source: the reliability data matrix of Krippendorff 2011.
 */
export function labelingFromMatrix(
  matrix: readonly (readonly (number | null)[])[],
  levels: number,
): Labeling {
  const triples: [number, number, number][] = [];
  matrix.forEach((row, item) => {
    row.forEach((label, annotator) => {
      if (label !== null) triples.push([item, annotator, label]);
    });
  });
  const annotators = matrix.reduce((most, row) => Math.max(most, row.length), 0);
  return labelingFromTriples({ items: matrix.length, annotators, levels }, triples);
}

/**
 * The ratings with `keep[r]` not 0, in their old order; items, annotators and levels keep their numbers. The labeling itself
 * where all are kept.
 * Shapes: R flags in.
 */
export function keepRatings(labeling: Labeling, keep: Uint8Array): Labeling {
  let kept = 0;
  for (const flag of keep) if (flag !== 0) kept++;
  if (kept === labeling.item.length) return labeling;
  const item = new Int32Array(kept);
  const annotator = new Int32Array(kept);
  const label = new Uint8Array(kept);
  let next = 0;
  for (let r = 0; r < keep.length; r++) {
    if (keep[r] === 0) continue;
    item[next] = labeling.item[r];
    annotator[next] = labeling.annotator[r];
    label[next++] = labeling.label[r];
  }
  const { items, annotators, levels } = labeling;
  return { items, annotators, levels, item, annotator, label };
}

/**
 * The first `most` ratings of every item, in the order given.
 *
 * Why: when more ratings are collected only where people disagree, agreement over all of them is biased
 * (exact agreement .416 became .578 in simulation); over the first planned ratings it is not.
 */
export function firstRatings(labeling: Labeling, most: number): Labeling {
  const seen = new Int32Array(labeling.items);
  const keep = new Uint8Array(labeling.item.length);
  for (let r = 0; r < keep.length; r++) {
    const item = labeling.item[r];
    const before = seen[item];
    if (before < most) keep[r] = 1;
    seen[item] = before + 1;
  }
  return keepRatings(labeling, keep);
}

/**
 * At most one rating per (item, annotator): the latest given.
 * Order and numbers are kept. A correction replaces what it corrects.
 */
export function latestRatings(labeling: Labeling): Labeling {
  const keep = new Uint8Array(labeling.item.length).fill(1);
  const last = new Map<number, number>();
  for (let r = 0; r < keep.length; r++) {
    const key = labeling.item[r] * labeling.annotators + labeling.annotator[r];
    const earlier = last.get(key);
    if (earlier !== undefined) keep[earlier] = 0;
    last.set(key, r);
  }
  return keepRatings(labeling, keep);
}

/**
 * Groups rating numbers by a key in 0..groups-1 (counting sort, stable, one pass to count, one to place).
 * Source: counting sort, Knuth, The Art of Computer Programming 3, section 5.2.
 */
export function groupRatings(keyOf: Int32Array, groups: number): Grouping {
  const start = new Int32Array(groups + 1);
  for (let r = 0; r < keyOf.length; r++) start[keyOf[r] + 1] += 1;
  for (let g = 0; g < groups; g++) start[g + 1] += start[g];
  const next = start.slice(0, groups);
  const rating = new Int32Array(keyOf.length);
  for (let r = 0; r < keyOf.length; r++) {
    const key = keyOf[r];
    const position = next[key];
    rating[position] = r;
    next[key] = position + 1;
  }
  return { start, rating };
}
