import type { ItemContent } from "#lib/item/rules.ts";
import type { Unratable } from "./schema.ts";

/** Why a person gets nothing to judge. */
export type EmptyReason =
  | "draft"
  | "paused"
  | "ended"
  | "suspended"
  /** A quiz comes before the first item */
  | "quiz"
  /** Nothing new is lent until a requester decides */
  | "review"
  | "busy"
  | "in-progress"
  | "judged-all"
  | "rest-paused"
  | "all-done";

/** Everything that an annotator receives about an item before answering. */
export type HeldItem = {
  /** The random id of the assignment: the item's own number never leaves the server. */
  id: string;
  epoch: number;
  expiresAt: string;
  query: HeldQuery | null;
  content: ItemContent;
};

export type HeldQuery = {
  text: string;
  note: string;
  /** The position of this item among the `results` that the person sees for the query; pages that are open know it as `place`. */
  place: number;
  results: number;
};

export type DeskProgress = {
  /** Judgments since the person's midnight, without undone ones. */
  today: number;
  ahead: Ahead;
};

/** How many items wait for a person now. Exact where the two are equal, without an upper limit where `most` is null. */
export type Ahead = { least: number; most: number | null };

/** The items of one sitting, after which a break is offered. */
export const SITTING = 60;

/**
 * How many items wait for a person. The count is exact when they hold all of them, which they see anyway. Otherwise it is
 * rounded to tens and ends at one sitting. An exact count of items to be lent would grow by one whenever gold is lent, and
 * would reveal how much gold there is.
 *
 * @param held what the person holds @param lendable what could be lent to them beside, counted up to a sitting
 * @example aheadOf(3, 0) is exactly 3, aheadOf(8, 4) is 11 to 20, aheadOf(8, 1000) is 51 or more
 */
export function aheadOf(held: number, lendable: number): Ahead {
  if (lendable === 0) return { least: held, most: held };
  const most = Math.ceil((held + lendable) / 10) * 10;
  return most >= SITTING ? { least: SITTING - 9, most: null } : { least: most - 9, most };
}

/** The progress of a person in one of their projects. */
export type AnnotatorProgress = {
  projectId: string;
  ahead: Ahead;
  /** When they last judged here, and for which query */
  lastAt: Date | null;
  lastQuery: string | null;
};

/** The outcome of an answer or an undo. */
export type Outcome =
  | { outcome: "saved"; counted: boolean }
  | {
      outcome:
        | "conflict"
        | "unknown"
        | "no-such-level"
        | "already-judged"
        | "nothing-to-undo"
        | "too-late"
        /** The person saw the acceptable levels, so their answer is final. */
        | "closed"
        /** Nothing is undone by a suspended person. */
        | "suspended";
    };

export type LevelView = { value: number; name: string; definition: string; examples: string };

export type JudgedRow = {
  at: Date;
  query: string | null;
  title: string;
  level: number | null;
  unratable: Unratable | null;
  comment: string | null;
};
