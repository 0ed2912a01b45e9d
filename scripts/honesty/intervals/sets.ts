import type { Labeling } from "#lib/labeling.ts";

/** What the intervals ask of a set with known truth. */
export type RatedSet = {
  readonly name: string;
  readonly labeling: Labeling;
  /** By item, bit sets of the right labels, 0 = unknown */
  readonly truth: Int32Array;
  /** By item, the number of its query; null where the file names no queries */
  readonly query: Int32Array | null;
};
