import { counted } from "#components/ui/format.ts";
import type { ItemEvent, PausedBecause } from "#lib/item/rules.ts";
import type { ItemMove } from "#lib/item/schema.ts";

type Move = ItemMove["move"];

export const MOVE_NAMES: Readonly<Record<Move, string>> = {
  pause: "Pause",
  resume: "Resume",
  restore: "Restore",
  remove: "Remove",
};

const DONE: Readonly<Record<Move, string>> = {
  pause: "paused",
  resume: "resumed",
  remove: "removed",
  restore: "restored",
};

/** "3 items paused." and, where some were not in a state for it, how many stayed as they were. */
export function movedInWords(move: Move, moved: number, asked: number): string {
  const done = `${counted(moved, "item")} ${DONE[move]}.`;
  return moved < asked ? `${done} ${counted(asked - moved, "other")} did not change.` : done;
}

export function queryMovedInWords(move: "pause" | "resume", moved: number): string {
  const done = move === "pause" ? "Query paused" : "Query resumed";
  return moved === 0 ? `${done}.` : `${done}, with ${counted(moved, "item")}.`;
}

export const PAUSED: Readonly<Record<PausedBecause, string>> = {
  "unratable-query": "Two or more people could not judge the query, so all its items are paused.",
  query: "The whole query is paused.",
  "unratable-result": "Two or more people could not judge this result.",
  requester: "A requester paused this item.",
};

export const EVENTS: Readonly<Record<ItemEvent["kind"], string>> = {
  removed: "Removed",
  restored: "Restored",
  paused: "Paused",
  resumed: "Resumed",
  reopened: "Reopened",
};

/** What removing does, with the numbers of the items at hand. */
export function removalInWords(items: number, judgments: number, golds: number): readonly string[] {
  const lines = [
    judgments === 0
      ? "No judgment counts here now, so labels do not change."
      : `${counted(judgments, "judgment")} ${judgments === 1 ? "is" : "are"} kept. Consensus and new dataset versions leave ${judgments === 1 ? "it" : "them"} out. Agreement still includes ${judgments === 1 ? "it" : "them"}. Frozen dataset versions do not change.`,
    `Annotators no longer get ${items === 1 ? "the item" : "these items"}. Answers from people who have ${items === 1 ? "it" : "one"} open now are stored but not counted.`,
  ];
  if (golds > 0) {
    lines.push(
      `${counted(golds, "item is", "items are")} gold. Answers so far still measure people. If the acceptable levels are wrong, remove the gold instead.`,
    );
  }
  return [...lines, `You can restore ${items === 1 ? "the item" : "these items"} at any time.`];
}
