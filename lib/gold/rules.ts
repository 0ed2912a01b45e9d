/** A level that every answer accepts tells nothing about a person: a key must leave something out. */
export function isKeyTelling(levels: readonly number[], scaleSize: number): boolean {
  return levels.length > 0 && levels.length < scaleSize;
}

/** How many golds accept each level 1..K, as counts in level order. */
export function coverage(keys: readonly (readonly number[])[], scaleSize: number): number[] {
  const counts = new Array<number>(scaleSize).fill(0);
  for (const levels of keys) for (const level of levels) counts[level - 1] = (counts[level - 1] ?? 0) + 1;
  return counts;
}

/**
 * How many golds the plan needs, so that the rate can be kept without any gold being shown more often than
 * its cap: rate/(1 - rate) × items × judgments per item / cap, rounded up.
 */
export function neededGold(plan: Omit<GoldPlan, "levels">): number {
  if (plan.goldRate <= 0) return 0;
  return Math.ceil(((plan.goldRate / (1 - plan.goldRate)) * plan.items * plan.judgmentsPerItem) / plan.cap);
}

export type GoldPlan = {
  /** Fraction of served items that are gold, 0..1 */
  goldRate: number;
  /** Ordinary items */
  items: number;
  judgmentsPerItem: number;
  /** How often one gold may be shown */
  cap: number;
  levels: { value: number; name: string }[];
};

export type GoldRow = {
  itemNo: number;
  key: string;
  query: string | null;
  title: string;
  levels: number[];
  reason: string;
  /** Answers that count, of at most `cap` */
  answers: number;
  correct: number;
  cap: number;
};
