import type { MethodPreview } from "#lib/dataset/rules/label.ts";
import type { Method } from "#lib/dataset/schema.ts";
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { count, counted } from "../ui/format.ts";

/** What each way of making labels is called and does, in one sentence. */
export const METHOD_WORDS: Readonly<Record<Method, { name: string; help: string }>> = {
  "spam-mixture": {
    name: "Ordinal spam mixture",
    help: "Recommended. Models how often each annotator guesses, how strict and how exact they are. Confidence is an estimate, so check it on gold.",
  },
  "dawid-skene": {
    name: "Dawid–Skene",
    help: "Models which levels each annotator confuses. Ignores the order of the scale.",
  },
  mace: {
    name: "MACE",
    help: "Models how often each annotator guesses, and which levels they guess.",
  },
  "trust-weighted": {
    name: "Trust-weighted vote",
    help: "Weighs each judgment by the annotator's accuracy on gold. Without gold, by agreement with the others. Confidence is the share of the weight.",
  },
  wawa: {
    name: "Wawa",
    help: "Weighs each judgment by how often the annotator agrees with the majority.",
  },
  majority: {
    name: "Majority vote",
    help: "All judgments weigh the same. Confidence comes from how often two people agree.",
  },
};

function nameOf(rule: Rule): string {
  if (rule === "pooled") return "Weighted consensus";
  return rule in METHOD_WORDS ? METHOD_WORDS[rule as Method].name : rule;
}

/** Why another method than the chosen one makes the labels, in one sentence; null where it does not. */
export function handoverInWords(
  { chosen, used, reason }: MethodPreview,
  verb: "makes" | "made" = "makes",
): string | null {
  if (reason === null) return null;
  return reason === "few-answers"
    ? `Too few answers or people for this method. ${nameOf(used)} ${verb} the labels.`
    : `The model of ${nameOf(chosen)} does not fit these answers. ${nameOf(used)} ${verb} the labels.`;
}

/** How many labels are the plain vote's because nobody gave the method's own; null where none is. */
export function ownVotesInWords({ used, labels }: MethodPreview): string | null {
  const byVote = labels.majority ?? 0;
  if (used === "majority" || byVote === 0) return null;
  const all = Object.values(labels).reduce((sum, made) => sum + made, 0);
  return `${count(byVote)} of ${counted(all, "label")} by majority vote, because nobody gave the label that the method chose.`;
}

/** Above the table of methods, where the bench has scores. */
export function benchInWords(golds: number): string {
  return `Cross-validated on ${counted(golds, "gold item")} in five parts, so each method predicts gold it has not seen. A difference smaller than the intervals may be chance.`;
}

export const BENCH_HELP =
  "Scores rate the labels that a version would hold. Mean error is the distance to the accepted levels. Log loss and ECE rate the confidence: lower is better.";

export const NO_BENCH = {
  later: "This project has many judgments. Assay calculates the scores with the version.",
  "too-few": "No scores yet. They need at least five gold items with answers.",
} as const;

export const VERSION_HELP = {
  building: "Assay is writing the files. They appear here when ready.",
  failed: "No files were kept. Freeze a new version.",
  "first-format":
    "First format: each answer counted as it did when received. Later suspensions and reopenings are not included. The files never change and cannot be recalculated.",
} as const;

export function equalInWords(equals: number | null, version: number): string {
  return `Nothing has changed since version ${equals}, so no new files were stored. Number ${version} is kept for the next version.`;
}

export const GRADES_HELP =
  "Evaluation tools count every grade from 1 as relevant, so the worst level must have grade 0.";

export function liftedInWords(levels: readonly string[]): string {
  return `MAP, precision and other binary measures will count ${levels.join(" and ")} as relevant. Graded measures such as nDCG are not affected.`;
}

export const QUERY_IDS_HELP = {
  own: "As in the imported file.",
  blank: "Not possible here. Some query ids contain spaces, which qrels cannot hold.",
  numbered: "q1, q2 and so on. The file queries.tsv lists them.",
} as const;
