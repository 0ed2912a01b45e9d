import type { MethodPreview } from "#lib/dataset/rules/comparison.ts";
import type { ConfidenceKind } from "#lib/dataset/rules/confidence.ts";
import type { FreezeFailure } from "#lib/dataset/rules/version.ts";
import type { Method } from "#lib/dataset/schema.ts";
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Bench } from "#lib/statistics/aggregation/bench/bench.ts";
import type { CurvePoint } from "#lib/statistics/aggregation/calibration-curve.ts";
import { count, counted, percent, percentInterval, points } from "../ui/format.ts";

/** What each way of making labels is called, in a list and within a sentence, and what it does. */
export const METHOD_WORDS: Readonly<Record<Method, { name: string; called: string; help: string }>> = {
  pooled: {
    name: "Weighted consensus",
    called: "weighted consensus",
    help: "Combines the four models below with the votes. Your gold decides how much each counts. The label is always a level that somebody gave.",
  },
  "spam-mixture": {
    name: "Spam mixture",
    called: "the spam mixture",
    help: "Models how often each annotator guesses, how strict and how exact they are.",
  },
  "dawid-skene": {
    name: "Dawid–Skene",
    called: "Dawid–Skene",
    help: "Models which levels each annotator confuses. Ignores the order of the scale.",
  },
  mace: {
    name: "MACE",
    called: "MACE",
    help: "Models how often each annotator guesses, and which levels they guess.",
  },
  "one-coin": {
    name: "One accuracy per person",
    called: "one accuracy per person",
    help: "Models how often each annotator is right. Wrong answers fall on every other level equally often.",
  },
  "trust-weighted": {
    name: "Trust-weighted vote",
    called: "the trust-weighted vote",
    help: "Weighs each judgment by the annotator’s accuracy on gold. Without gold, by agreement with the others.",
  },
  wawa: {
    name: "Wawa",
    called: "Wawa",
    help: "Weighs each judgment by how often the annotator agrees with the majority.",
  },
  majority: {
    name: "Plain vote",
    called: "the plain vote",
    help: "All judgments weigh the same. Of tied levels, the one nearest the mean is taken.",
  },
};

function calledOf(rule: Rule): string {
  return rule in METHOD_WORDS ? METHOD_WORDS[rule as Method].called : rule;
}

/** At the beginning of a sentence. */
function beginning(rule: Rule): string {
  const called = calledOf(rule);
  return called.charAt(0).toUpperCase() + called.slice(1);
}

/** Why another method than the chosen one makes the labels, in one sentence; null where it does not. */
export function handoverInWords(
  { chosen, used, reason }: Pick<MethodPreview, "chosen" | "used" | "reason">,
  verb: "makes" | "made" = "makes",
): string | null {
  if (reason === null) return null;
  return reason === "few-answers"
    ? `Too few answers or people for this method. ${beginning(used)} ${verb} the labels.`
    : `The model of ${calledOf(chosen)} does not fit these answers. ${beginning(used)} ${verb} the labels.`;
}

/** How many labels are the plain vote's because nobody gave the method's own; null where none is. */
export function ownVotesInWords({ used, labels }: Pick<MethodPreview, "used" | "labels">): string | null {
  const byVote = labels.majority ?? 0;
  if (used === "majority" || byVote === 0) return null;
  const all = Object.values(labels).reduce((sum, made) => sum + made, 0);
  return `${count(byVote)} of ${counted(all, "label")} by the plain vote, because nobody gave the label that the method chose.`;
}

/** How many labels the plain vote would have made otherwise. */
export function changedInWords(changed: number): string {
  return `${counted(changed, "label")} unlike the plain vote`;
}

/** Which method to take, and why: the sentence above all others. */
export function recommendationInWords({ rows, recommendation, gold }: Bench): string {
  const { rule, reason, against, difference } = recommendation;
  const name = beginning(rule);
  const golds = counted(gold.items, "gold item");
  const scores = rows.find((row) => row.rule === rule)?.scores;
  const rival = rows.find((row) => row.rule === against)?.scores;
  if (reason === "no-gold")
    return `No gold answers yet, so no method can be measured. ${name} is recommended.`;
  if (reason === "too-little-gold" || scores?.reason !== null || against === null || difference === null) {
    return `${golds} cannot decide between methods. ${name} is recommended.`;
  }
  const right = `${name} is right on ${percent(scores.accuracy)} of your gold`;
  if (reason === "not-distinguishable-so-simpler") {
    const other = rival?.reason === null ? percent(rival.accuracy) : "as much";
    return `${right}, ${calledOf(against)} on ${other}. On ${golds} they cannot be told apart, so the simpler one is recommended.`;
  }
  const chance = reason === "clearly-better" ? "not chance" : "probably not chance";
  return `${right}, ${points(difference.difference).replace("+", "")} more than ${calledOf(against)}. On ${golds}, that is ${chance}.`;
}

/** Why a method is recommended where gold decides nothing. */
export const STANDARD_HELP =
  "In tests on public data sets with known labels, weighted consensus was usually close to the best method.";

/** How the scores came about, and what they can tell; under the table. */
export function benchInWords({ gold, pairs, recommendation }: Bench): string {
  const smallest = pairs.length === 0 ? null : Math.min(...pairs.map((pair) => pair.smallest));
  const shown =
    smallest === null
      ? ""
      : ` This gold shows differences of about ${points(smallest).replace("+", "")} or more.`;
  const answers =
    Math.abs(gold.answers - gold.otherAnswers) < 0.5
      ? ""
      : ` Gold has ${gold.answers.toFixed(1)} answers each, other items ${gold.otherAnswers.toFixed(1)}: methods do better where there are more.`;
  const standard = recommendation.reason === "too-little-gold" ? ` ${STANDARD_HELP}` : "";
  return `Each method predicts gold it has not seen. Compared in pairs on the same gold, weighted to the levels of your items.${shown}${answers}${standard}`;
}

export const NO_BENCH = {
  later: "This project has many judgments. Assay calculates the scores with the version.",
  scores: "Scores need at least five gold items with answers.",
} as const;

/** Which level becomes the label. */
export const DECISION_WORDS = {
  title: "Level to take",
  waiting: "calculating the scores",
  "most-probable": { name: "Most probable", help: "Right most often." },
  "least-distance": {
    name: "Least expected distance",
    help: "Nearest to the right level on average. For measures where two levels off cost more than one.",
  },
} as const;

export const NOTHING_TO_FREEZE = {
  title: "Nothing to freeze yet",
  text: "A dataset version is a frozen copy of the labels, with agreement, gold accuracy and all judgments. It needs at least one judgment.",
} as const;

export const CONFIDENCE_TITLE = "Does confidence mean what it says?";

/** The points of the curve: labels in groups by their confidence, on gold. */
export const CURVE = {
  label: "Stated confidence and share right, by group of labels",
  columns: ["Stated confidence", "Share right (95% interval)", "Gold items"],
} as const;

/** What the number beside a label is called. */
export const CONFIDENCE_WORDS: Readonly<Record<ConfidenceKind, { name: string; help: string }>> = {
  checked: { name: "Confidence", help: "Checked on your gold." },
  unchecked: {
    name: "Model’s confidence, unchecked",
    help: "It takes 50 gold items with answers to check whether it means what it says.",
  },
  "vote-share": {
    name: "Estimated from few people",
    help: "With one or two people, nobody can say who errs. One answer is assumed to be right 65% of the time. Answers of two people on one item correct that.",
  },
  "weight-share": {
    name: "Share of the weight",
    help: "How much of the votes’ weight is behind the label. It is not a probability.",
  },
};

/** What the surest labels said, and how many of them were right. */
export function surestInWords({ stated, observed, interval, n }: CurvePoint): string {
  return `Labels said to be ${percent(stated)} sure were right ${percent(observed)} of the time (95% interval ${percentInterval(interval)}, on ${counted(n, "gold item")}).`;
}

export const VERSION_HELP = {
  canceled: "No files were kept. The version keeps its number, and its content stays as it was frozen.",
  "first-format":
    "First format: each answer counted as it did when received. Later suspensions and reopenings are not included. The files never change and cannot be recalculated.",
} as const;

const FREEZE_FAILURES: Readonly<Record<FreezeFailure, string>> = {
  stopped:
    "The server stopped three times while writing the files. It may be short of memory. No files were kept.",
  unexpected: "The server had an error. Its log has the reason. No files were kept.",
  upgraded: "Assay was upgraded meanwhile. No files were kept. Freeze a new version.",
};

/** Why a version failed. */
export function freezeFailureInWords(error: string | null): string {
  return FREEZE_FAILURES[(error ?? "unexpected") as FreezeFailure] ?? `${error} No files were kept.`;
}

export function freezeAgainInWords(version: number): string {
  return `Freeze version ${version} again`;
}

export function equalInWords(equals: number | null, version: number): string {
  return `Nothing has changed since version ${equals}, so no new files were stored. Number ${version} is kept for the next version.`;
}

export function gradesHelp(relevantFrom: number): string {
  return `Evaluation tools count every grade from 1 as relevant, so the worst level must have grade 0. In this project, level ${relevantFrom} and above count as relevant.`;
}

export function liftedInWords(levels: readonly string[]): string {
  return `MAP, precision and other binary measures will count ${levels.join(" and ")} as relevant. Graded measures such as nDCG are not affected.`;
}

export const QUERY_IDS_HELP = {
  own: "As in the imported file.",
  blank: "Not possible here. Some query ids contain spaces, which qrels cannot hold.",
  numbered: "q1, q2 and so on. The file queries.tsv lists them.",
} as const;
