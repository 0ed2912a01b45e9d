import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";

/** Rules from the simplest to explain to the hardest. */
export const SIMPLEST_FIRST: readonly Rule[] = [
  ...["majority", "median", "mean", "wawa", "trust-weighted"],
  ...["one-coin", "dawid-skene", "mace", "spam-mixture", "pooled"],
] as Rule[];

export type Scored = { readonly rule: Rule; readonly accuracy: number };

/** The most accurate, the simpler of equals. */
export function bestOf<T extends Scored>(bySimplicity: readonly T[]): T {
  return bySimplicity.reduce((best, row) => (row.accuracy > best.accuracy ? row : best));
}
