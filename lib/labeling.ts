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
  | "not-two-annotators"
  | "annotator-without-rating";

export type Defined<T> = ({ readonly reason: null } & T) | { readonly value: null; readonly reason: Reason };
