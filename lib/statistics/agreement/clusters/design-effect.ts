import type { Defined } from "#lib/labeling.ts";
import type { Spread } from "./cluster-spread.ts";

export type DesignEffect = Defined<{
  /** How many times the variance is that of as many independent items. */
  readonly value: number;
  /** How many independent items would say as much. */
  readonly effectiveItems: number;
}>;

/**
 * What it costs that items of a query are judged alike.
 *
 * What: variance of the coefficient with queries left out over that with items left out; effective items = pairable items /
 * design effect. About 10 on real product searches, 20 to 36 on passages; below 1 where queries are more alike than their items.
 * Undefined: as either spread; `little-variation` where items do not move the coefficient at all.
 * Source: L. Kish, Survey Sampling, 1965, section 8.2.
 */
export function designEffect(
  byQuery: Defined<Spread>,
  byItem: Defined<Spread>,
  pairableItems: number,
): DesignEffect {
  if (byQuery.reason !== null) return byQuery;
  if (byItem.reason !== null) return byItem;
  if (byItem.error === 0 || byQuery.error === 0) return { value: null, reason: "little-variation" };
  const value = (byQuery.error / byItem.error) ** 2;
  return { reason: null, value, effectiveItems: pairableItems / value };
}
