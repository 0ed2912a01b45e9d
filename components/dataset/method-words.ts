import type { Method } from "#lib/dataset/schema.ts";
import type { HandoverReason, Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { count, counted } from "../ui/format.ts";

/** What each way of making labels is called and does, in one sentence. */
export const METHOD_WORDS: Readonly<Record<Method, { name: string; help: string }>> = {
  "spam-mixture": {
    name: "Ordinal spam mixture",
    help: "Learns how often each annotator looks, how harsh and how exact they are. Confidence is the model's estimate: check it on gold. Recommended.",
  },
  "dawid-skene": {
    name: "Dawid–Skene",
    help: "Learns which level each annotator gives for which, without using the order of the scale.",
  },
  mace: {
    name: "MACE",
    help: "Learns whether each annotator knows or guesses, and what they press when they guess.",
  },
  "trust-weighted": {
    name: "Trust-weighted vote",
    help: "Each judgment weighs as much as its annotator is right on gold, or agrees with the others while there is no gold. Confidence is the share of that weight.",
  },
  wawa: {
    name: "Wawa",
    help: "Each judgment weighs as much as its annotator agrees with the majority.",
  },
  majority: {
    name: "Majority vote",
    help: "Every judgment weighs the same. Confidence comes from how often two people agree.",
  },
};

const nameOf = (rule: Rule) => (rule in METHOD_WORDS ? METHOD_WORDS[rule as Method].name : rule);

export type MadeLabels = {
  chosen: Method;
  used: Rule;
  reason: HandoverReason | null;
  labels: Partial<Record<Rule, number>>;
};

/** Why another method than the chosen one makes the labels, in one sentence; null where it does not. */
export function handoverInWords(
  { chosen, used, reason }: MadeLabels,
  verb: "makes" | "made" = "makes",
): string | null {
  if (reason === null) return null;
  return reason === "few-answers"
    ? `Too few answers or people for this method. ${nameOf(used)} ${verb} the labels.`
    : `The model of ${nameOf(chosen)} does not fit these answers. ${nameOf(used)} ${verb} the labels.`;
}

/** How many labels are the plain vote's because nobody gave the method's own; null where none is. */
export function ownVotesInWords({ used, labels }: MadeLabels): string | null {
  const byVote = labels.majority ?? 0;
  if (used === "majority" || byVote === 0) return null;
  const all = Object.values(labels).reduce((sum, made) => sum + made, 0);
  return `${count(byVote)} of ${counted(all, "label")} by majority vote: nobody gave the label of the method.`;
}
