/** Gold that accepts every level measures nobody, so it must leave out at least one. */
export function areLevelsTelling(levels: readonly number[], scaleSize: number): boolean {
  return levels.length > 0 && levels.length < scaleSize;
}

/** How many items are gold, and how many of them accept each level 1..K, in level order. */
export type GoldCoverage = { golds: number; perLevel: number[] };

/**
 * How many gold items the planned rate needs, as each is shown to a limited number of people: rate/(1 - rate) × items ×
 * most judgments per item / people per gold item, rounded up.
 */
export function neededGold(
  plan: Pick<GoldPlan, "goldRate" | "items" | "mostPerItem" | "peoplePerGold">,
): number {
  if (plan.goldRate <= 0) return 0;
  const answers = (plan.goldRate / (1 - plan.goldRate)) * plan.items * plan.mostPerItem;
  return Math.ceil(answers / plan.peoplePerGold);
}

/**
 * The fraction of the remaining served items that can be gold: the planned rate, or less where gold has too few slots
 * left. Where nothing is left to serve, the planned rate.
 *
 * @example 60 slots on gold and 1,140 on ordinary items give at most 5%
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
  /** How often one gold item may be shown */
  cap: number;
  /**
   * To how many people one gold item is shown: as many as any other result of its query, else it could be recognized. The
   * cap where queries have one result each
   */
  peoplePerGold: number;
  /** Judgments that open gold and open ordinary items can still get */
  goldSlots: number;
  itemSlots: number;
  /** Whether people see what they missed */
  givesFeedback: boolean;
  levels: { value: number; name: string }[];
};

export type GoldRow = {
  itemNo: number;
  externalId: string;
  query: string | null;
  title: string;
  levels: number[];
  reason: string;
  /** It measures nobody until the requester decides */
  isInReview: boolean;
  /** Answers that count, of at most `cap` */
  answers: number;
  correct: number;
  cap: number;
};
