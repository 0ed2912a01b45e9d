import type { ItemContent } from "#lib/item/rules.ts";

/** What a person sees of an item that they missed: their level, the acceptable levels and the reason. */
export type Miss = {
  /** The random id of the assignment: the item's own number never leaves the server. */
  id: string;
  query: string | null;
  content: ItemContent;
  level: number;
  /** The acceptable levels now, or the last ones */
  right: { value: number; name: string }[];
  /** In the requester's words; empty where none was given */
  reason: string;
  shownAt: string;
  state: MissState;
  /** Their newest contest, if any */
  contest: Contest | null;
};

/** The state of a miss now: the gold may be in review, changed or removed. */
export type MissState = "missed" | "in-review" | "accepted" | "withdrawn";

export type Contest = {
  comment: string;
  at: string;
  /** Of the gold as it is now. Changed gold can be contested again. */
  isOfThisKey: boolean;
  /** Null while nobody has answered it */
  decision: "kept" | "changed" | "withdrawn" | null;
  /** The requester's answer to the people who contested it */
  answer: string;
};

/** This many contests take gold out of scoring until the requester reviews it. */
export const ENOUGH_CONTESTS = 2;

/** The desk shows one at a time: several at once would feel like a reprimand. */
export const TOLD_AT_ONCE = 5;

export type MissFacts = { level: number; isGold: boolean; isInReview: boolean; levels: readonly number[] };

export function missState({ level, isGold, isInReview, levels }: MissFacts): MissState {
  if (!isGold) return "withdrawn";
  if (levels.includes(level)) return "accepted";
  return isInReview ? "in-review" : "missed";
}

/** A person can contest gold once, and only while their answer counts as a miss. */
export function canContest(miss: Pick<Miss, "state" | "contest">): boolean {
  return (miss.state === "missed" || miss.state === "in-review") && !miss.contest?.isOfThisKey;
}
