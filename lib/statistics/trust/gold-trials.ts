/**
 * Answers on gold, one entry each: who answered which gold item, of which level it is, and whether the answer is right.
 * Shapes: N entries; annotators, items and levels are numbered from 0. A gold item that accepts several levels is of one of
 * them, always the same.
 */
export type GoldTrials = {
  readonly annotator: Int32Array;
  readonly item: Int32Array;
  readonly level: Uint8Array;
  /** 1 or 0 */
  readonly right: Uint8Array;
};
