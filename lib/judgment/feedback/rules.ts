import type { ItemContent } from "#lib/item/rules.ts";

/** What a person is told of an item that they missed: their level, what was right and why. */
export type Miss = {
  /** Of the assignment, random: the item's own number stays with us. */
  id: string;
  query: string | null;
  content: ItemContent;
  level: number;
  /** The acceptable levels as they are now, or as they last were */
  right: { value: number; name: string }[];
  /** In the requester's words; empty where none was given */
  reason: string;
  shownAt: string;
  state: MissState;
  /** Their newest, if they contested it */
  contest: Contest | null;
};

/** How it stands with a miss now: a key may be in doubt, may have changed, or may be no key any more. */
export type MissState = "missed" | "in-review" | "accepted" | "withdrawn";

export type Contest = {
  comment: string;
  at: string;
  /** Of the key as it is now; a later key may be contested anew. */
  isOfThisKey: boolean;
  /** Null while nobody has answered it */
  decision: "kept" | "changed" | "withdrawn" | null;
  /** The requester's words to whoever contested it */
  answer: string;
};

/** As many contests of one key take it out of scoring until the requester has looked. */
export const ENOUGH_CONTESTS = 2;

/** At the desk one comes after the other; more at once would be a reprimand. */
export const TOLD_AT_ONCE = 5;

export type MissFacts = { level: number; isGold: boolean; isInReview: boolean; levels: readonly number[] };

export function missState({ level, isGold, isInReview, levels }: MissFacts): MissState {
  if (!isGold) return "withdrawn";
  if (levels.includes(level)) return "accepted";
  return isInReview ? "in-review" : "missed";
}

/** A key is contested once by a person, and only while they miss it. */
export function canContest(miss: Pick<Miss, "state" | "contest">): boolean {
  return (miss.state === "missed" || miss.state === "in-review") && !miss.contest?.isOfThisKey;
}
