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
 * How many golds the plan needs, so that the rate can be kept though each is shown to so many people only: rate/(1 - rate)
 * × items × judgments per item at most / people per gold, rounded up.
 */
export function neededGold(
  plan: Pick<GoldPlan, "goldRate" | "items" | "mostPerItem" | "peoplePerGold">,
): number {
  if (plan.goldRate <= 0) return 0;
  const answers = (plan.goldRate / (1 - plan.goldRate)) * plan.items * plan.mostPerItem;
  return Math.ceil(answers / plan.peoplePerGold);
}

/**
 * The fraction of what is still to be served that can be gold: the planned rate, or less where the slots left on the
 * golds do not suffice for it. Where nothing is left to serve, the planned rate.
 *
 * @example 60 slots on golds beside 1,140 on ordinary items make 5%, whatever was planned
 */
export function effectiveGoldRate(plan: Pick<GoldPlan, "goldRate" | "goldSlots" | "itemSlots">): number {
  const slots = plan.goldSlots + plan.itemSlots;
  return slots === 0 ? plan.goldRate : Math.min(plan.goldRate, plan.goldSlots / slots);
}

export type GoldPlan = {
  /** Fraction of served items that are gold, 0..1 */
  goldRate: number;
  /** Ordinary items */
  items: number;
  /** The judgments that an ordinary item gets at most */
  mostPerItem: number;
  /** How often one gold may be shown */
  cap: number;
  /**
   * To how many people one gold is shown: as many as any other result of its query, or it would tell; the cap where queries
   * have one result each
   */
  peoplePerGold: number;
  /** Judgments that open golds and open ordinary items may still collect */
  goldSlots: number;
  itemSlots: number;
  /** Whether people are told what they missed */
  givesFeedback: boolean;
  levels: { value: number; name: string }[];
};

export type GoldRow = {
  itemNo: number;
  key: string;
  query: string | null;
  title: string;
  levels: number[];
  reason: string;
  /** The key is in doubt: nobody is measured by it until it was looked at */
  isInReview: boolean;
  /** Answers that count, of at most `cap` */
  answers: number;
  correct: number;
  cap: number;
};
