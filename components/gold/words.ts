import { count, counted, percent } from "#components/ui/format.ts";
import type { GoldChangeConsequences } from "#lib/annotator/gold-change/rules.ts";
import type { GoldCase } from "#lib/gold/review/rules.ts";
import type { Contest, MissState } from "#lib/judgment/feedback/rules.ts";

/** What a requester does with one gold item, the same verb on the button, in the dialog and in the toast. */
export const GOLD_ACTS = {
  mark: "Mark as gold",
  change: "Change gold",
  keep: "Keep gold",
  remove: "Remove gold",
} as const;

export type GoldAct = keyof typeof GOLD_ACTS;

const DONE: Readonly<Record<GoldAct, string>> = {
  mark: "marked as gold.",
  change: "gold changed.",
  keep: "gold kept.",
  remove: "gold removed.",
};

export function goldDoneInWords(act: GoldAct, itemNo: number): string {
  return `Item ${itemNo}: ${DONE[act]}`;
}

export const GOLD_HELP = {
  allLevels: "Gold that accepts every level measures nobody. Leave out at least one level.",
  reason: "Annotators who miss this item see the reason. One or two sentences are enough.",
  answer: "Everyone who contested this item sees your answer and your decision.",
  candidateReason: "Annotators who miss one of these items see the reason.",
  feedback:
    "After a miss, annotators see the acceptable levels and your reason. They can contest the gold, but cannot undo the answer.",
  contest: "The requester sees your comment with your pseudonym.",
  contestWhy: "Why is your level right?",
  list: "Annotators see gold unmarked. Open an item to mark it as gold or change its gold.",
  candidates: "All annotators agree on these items, trusted ones included. The most useful ones come first.",
  cases: "Contested or in review",
  review:
    "Gold goes into review after two contests, or when accurate people disagree. Then it measures nobody until you decide.",
  consequences:
    "All judgments and earlier gold levels stay on record. Annotators see changes that affect them.",
} as const;

export const NO_GOLD_YET = {
  title: "No gold yet",
  what: "Gold items have levels that you know are acceptable. Annotators see them unmarked, and their answers show how well they judge.",
  withItems: "Open an item to mark it as gold, or add a file with a gold levels column.",
  withoutItems: "Add items first. A file with a gold levels column adds gold with them.",
} as const;

export const CANDIDATE_REASON = "Several people judged this independently and agreed.";

/** What follows from a change of gold, one line per kind. */
export function consequencesInWords(consequences: GoldChangeConsequences): string[] {
  const { peopleReinstated, peopleToReview, peopleToSecondChance } = consequences;
  const { judgmentsRestored, itemsReopened, answersRegraded } = consequences;
  const lines: [number, string][] = [
    [answersRegraded, `${counted(answersRegraded, "answer")} graded again`],
    [peopleReinstated, `${counted(peopleReinstated, "annotator")} reinstated`],
    [judgmentsRestored, `${counted(judgmentsRestored, "judgment")} restored`],
    [itemsReopened, `${counted(itemsReopened, "item")} reopened`],
    [
      peopleToSecondChance,
      `${counted(peopleToSecondChance, "annotator sees their", "annotators see their")} misses and ${peopleToSecondChance === 1 ? "gets" : "get"} a second chance`,
    ],
    [peopleToReview, `${counted(peopleToReview, "annotator")} moved to review`],
  ];
  return lines.filter(([number]) => number > 0).map(([, line]) => line);
}

/** Why the acceptable levels of a gold item may be wrong. */
export function caseInWords({ review, contests }: GoldCase): string {
  const reasons: string[] = [];
  if (review?.reason === "suspected") {
    reasons.push(
      `People who are accurate on other gold disagree with it. The probability that its levels are right is ${percent(review.probability, 1)}.`,
    );
  }
  if (contests.length > 0)
    reasons.push(`${counted(contests.length, "annotator contests", "annotators contest")} it.`);
  return reasons.join(" ");
}

type Bank = { golds: number; needed: number; goldRate: number; effectiveRate: number };

/** What a bank that is too small means for the gold rate. */
export function shortBankInWords({ golds, needed, goldRate, effectiveRate }: Bank): string {
  const missing = `${counted(needed - golds, "more gold item")} needed.`;
  if (effectiveRate >= goldRate) return missing;
  return `${missing} Until then the gold rate is at most ${percent(effectiveRate, 1)}, not ${percent(goldRate, 1)}, because gold that repeats is easy to recognize.`;
}

export function uncoveredInWords(levels: readonly string[]): string {
  return `No gold item accepts ${levels.join(", ")}.`;
}

export function bankInWords(needed: number, goldRate: number, peoplePerGold: number, cap: number): string {
  return `The planned gold rate of ${percent(goldRate)} needs ${count(needed)}. About ${peoplePerGold} people see each gold item, and never more than ${cap}.`;
}

/** What stands before the acceptable levels of one item. */
export function acceptableInWords(levels: number): string {
  return levels === 1 ? "Acceptable level" : "Acceptable levels";
}

// To annotators, who never read the word gold before they have answered.

export const MISS_STATES: Readonly<Record<Exclude<MissState, "missed">, string>> = {
  "in-review": "in review, not counted now",
  accepted: "corrected, your answer is right",
  withdrawn: "no longer counts",
};

export const CONTEST_DECISIONS: Readonly<Record<NonNullable<Contest["decision"]>, string>> = {
  kept: "The requester reviewed this and did not change it.",
  changed: "The requester reviewed this and changed the acceptable levels.",
  withdrawn: "The requester reviewed this. It no longer counts.",
};

export const CONTEST_SENT = "Contest sent. The requester’s answer will appear here.";
export const NO_ANSWER_YET = "The requester has not answered yet.";
