import { counted } from "#components/ui/format.ts";
import type { ReopeningPlan } from "#lib/item/reopening/rules.ts";

/** What asking again does, with its numbers. */
export function reopeningInWords({ items, judgments, people }: ReopeningPlan, newest: number): string[] {
  const isOne = judgments === 1;
  return [
    `${counted(judgments, "judgment")} from ${counted(people, "person", "people")} ${isOne ? "is" : "are"} kept and ${isOne ? "counts" : "count"} no more. The pages of the items still show them.`,
    `${counted(items, "item is", "items are")} handed out again, with version ${newest} of the guideline beside ${items === 1 ? "it" : "them"}, until enough people have judged. The same people may be asked again.`,
    "Consensus and new dataset versions leave the old judgments out. Agreement keeps using them until all items are reopened. Dataset versions frozen before stay as they are.",
    "This cannot be undone: old judgments do not count again.",
  ];
}
