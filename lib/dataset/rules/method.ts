import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { confidenceKind } from "./confidence.ts";
import type { LabelCounts } from "./item-label.ts";
import type { Labels } from "./label.ts";

/**
 * Which method made the labels, and what its numbers mean, as the manifest says it.
 * @param restsOn answered gold items, and people whose judgments count
 */
export function describeMethod(
  { madeBy }: Labels,
  { byMethod, changed }: LabelCounts,
  decision: LabelDecision | undefined,
  restsOn: { golds: number; people: number },
) {
  const { chosen, used, reason, alarms } = madeBy;
  return {
    chosen,
    used,
    reason,
    reason_in_words: reason === null ? null : REASONS[reason],
    /** How many labels each method made: without gold, a label that nobody gave is the plain vote's */
    labels: byMethod,
    /** How many labels are not the plain vote's */
    changed,
    decision: decisionInWords(used, decision),
    confidence: CONFIDENCES[confidenceOf(used)],
    /** May it be called a confidence: whether gold checked it, in `bench` */
    confidence_kind: confidenceKind(used, restsOn),
    confidence_note:
      "Where an item has only 1 or 2 answers, its confidence rests on how often people agree elsewhere, and while that is hardly known on an assumed 65% for one answer. It is not checked.",
    gold: "Gold that is not in doubt takes part with its levels. Models hold to them. The pooled method weighs its models by them. Weighted votes take their trust from them.",
    alarms,
  };
}

const REASONS = {
  "few-answers": "Too few answers or people to fit the chosen method. The plain vote made the labels.",
  "model-alarms":
    "The fitted model was not believed. The pool of the other opinions made the labels, or the plain vote where that was not believed either.",
};

const BEST = {
  "most-probable": "The most probable level",
  "least-distance": "The level with the least expected distance",
} as const;
const OWN_VOTE =
  "Without answered gold, a level that nobody gave on the item is replaced by the item's plain vote (method: majority).";

const CONFIDENCES = {
  pool: "Probability by several opinions and the votes, pooled cautiously.",
  votes: "Probability by the item's votes alone, from how often two people agree.",
  weight: "Share of the weight behind the label.",
  model: "Posterior probability by the model. Rows with method majority: by the item's votes alone.",
};

function decisionInWords(used: Rule, decision: LabelDecision | undefined): string {
  switch (confidenceOf(used)) {
    case "pool":
      return `${BEST[decision ?? "most-probable"]} of those that somebody gave on the item.`;
    case "model":
      return `${BEST[decision ?? "least-distance"]}. ${OWN_VOTE}`;
    default:
      return "The level with the most weight. Of tied levels the one nearest the mean, then the lower one.";
  }
}

function confidenceOf(used: Rule): keyof typeof CONFIDENCES {
  if (used === "majority") return "votes";
  if (used === "pooled") return "pool";
  return used === "trust-weighted" || used === "wawa" ? "weight" : "model";
}

/** Where the weights of the votes come from, as the manifest says it. */
export function describeTrust({ trust, madeBy }: Labels) {
  return {
    source: trust.source,
    rule:
      trust.source === "gold"
        ? "Mean of the Beta posterior of being right on gold, uniform prior. Without an answer on gold: one half."
        : "Mean of the Beta posterior of agreeing with the majority of the others, uniform prior. Without a shared item: one half.",
    weighs_votes: madeBy.used === "trust-weighted",
  };
}
