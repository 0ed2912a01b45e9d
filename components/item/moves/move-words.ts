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
  resume: "handed out again",
  remove: "removed",
  restore: "restored",
};

/** "3 items are paused." and, where some were not in a state for it, how many stayed as they were. */
export function movedInWords(move: Move, moved: number, asked: number): string {
  const done = `${counted(moved, "item is", "items are")} ${DONE[move]}.`;
  return moved < asked ? `${done} ${counted(asked - moved, "other")} stayed as before.` : done;
}

export function queryMovedInWords(move: "pause" | "resume", moved: number): string {
  const done = move === "pause" ? "The query is paused" : "The query is handed out again";
  return moved === 0 ? `${done}.` : `${done}, and ${counted(moved, "item")} with it.`;
}

export const PAUSED: Readonly<Record<PausedBecause, string>> = {
  "query-problems": "Two people or more could not make sense of its query, so the whole query is paused.",
  query: "Its whole query is paused.",
  "result-problems": "Two people or more could not judge this result.",
  requester: "It was paused by hand.",
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
      ? "No judgment on it counts now, so labels do not change."
      : `${counted(judgments, "judgment")} on ${items === 1 ? "it" : "them"} ${judgments === 1 ? "is" : "are"} kept. Consensus and new dataset versions leave ${judgments === 1 ? "it" : "them"} out. Agreement still includes ${judgments === 1 ? "it" : "them"}. Dataset versions frozen before stay as they are.`,
    `Nobody is handed ${items === 1 ? "it" : "one of them"} any more. Whoever holds ${items === 1 ? "it" : "one"} now may still answer; that is stored and not counted.`,
  ];
  if (golds > 0) {
    lines.push(
      `${counted(golds, "is gold", "are gold")}: answers given so far still measure people. Withdraw the key if it is wrong.`,
    );
  }
  return [...lines, "You can restore what you remove at any time."];
}
