import { counted } from "#components/ui/format.ts";
import type { ReopeningPlan } from "#lib/item/reopening/rules.ts";

export const REOPEN_HELP =
  "Judgments from earlier guideline versions still count. Reopen the items whose answers the new guideline would change.";

export const LEVEL_OF_ITEM = "The level of an item is the median of its judgments.";

export const NOTHING_TO_REOPEN = "No judged item matches, so there is nothing to reopen.";

export function itemsReopenedInWords(items: number, judgments: number): string {
  return `${counted(items, "item")} reopened. ${counted(judgments, "judgment")} no longer ${judgments === 1 ? "counts" : "count"}.`;
}

/** What reopening does, with its numbers. */
export function reopeningInWords({ items, judgments, people }: ReopeningPlan, newest: number): string[] {
  const isOne = judgments === 1;
  return [
    `${counted(judgments, "judgment")} from ${counted(people, "annotator")} no longer ${isOne ? "counts" : "count"}. ${isOne ? "It stays" : "They stay"} visible on the item pages.`,
    `Annotators judge ${counted(items, "item")} again under guideline version ${newest}. The same people may get ${items === 1 ? "it" : "them"} again.`,
    "Consensus and new dataset versions leave the old judgments out. Agreement uses them until all items are reopened. Frozen dataset versions do not change.",
    "You cannot undo this. The old judgments will not count again.",
  ];
}
