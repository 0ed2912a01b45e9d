import type { Method } from "#lib/dataset/schema.ts";

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
    help: "Each judgment weighs as much as its annotator is right on gold. Confidence is the share of that weight.",
  },
  wawa: {
    name: "Wawa",
    help: "Each judgment weighs as much as its annotator agrees with the majority.",
  },
  majority: {
    name: "Majority vote",
    help: "Every judgment weighs the same. Confidence is the share of the judgments.",
  },
};
