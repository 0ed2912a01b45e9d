import type { Labeling } from "#lib/labeling.ts";
import type { WeighedGold } from "#lib/statistics/aggregation/pool/gold-weight.ts";

/** What this gold can tell. */
export type GoldTold = {
  readonly items: number;
  /** How many golds drawn at random would tell as much, after they were weighed to the levels of the items */
  readonly effective: number;
  /** Answers per gold, and per other item that has any: a rule does better where there are more */
  readonly answers: number;
  readonly otherAnswers: number;
};

/**
 * Counts what gold can tell. Shapes as in `GoldTold`.
 * Source of the effective number: L. Kish, Survey Sampling, 1965.
 * @param golds gold items with ratings and their weights
 */
export function goldTold({ item, items }: Labeling, golds: readonly WeighedGold[]): GoldTold {
  const ratings = new Int32Array(items);
  for (const i of item) ratings[i] = ratings[i] + 1;
  const answers = golds.reduce((sum, gold) => sum + ratings[gold.item], 0);
  const others = ratings.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0) - golds.length;
  const squares = golds.reduce((sum, { weight }) => sum + weight ** 2, 0);
  return {
    items: golds.length,
    effective: golds.length === 0 ? 0 : golds.length ** 2 / squares,
    answers: golds.length === 0 ? 0 : answers / golds.length,
    otherAnswers: others === 0 ? 0 : (item.length - answers) / others,
  };
}
