import type { Defined, Labeling } from "#lib/labeling.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";
import { aggregate, isEnough, RULES, type Rule } from "./aggregate.ts";
import type { GoldLabels } from "./gold-labels.ts";
import type { Alarm } from "./guards.ts";
import { opinionsOf } from "./pool/opinions.ts";
import { type Prediction, type Scores, scorePrediction } from "./scores.ts";

/** One rule on the bench: its scores on gold it had not seen, and whether its model ever had to be replaced. */
export type BenchRow = {
  readonly rule: Rule;
  readonly scores: Defined<Scores>;
  /** Alarms of all folds; when there are any, the scores are partly the fallback's */
  readonly alarms: readonly Alarm[];
};

export type BenchOptions = {
  readonly rules?: readonly Rule[];
  /** Parts into which gold is divided */
  readonly folds?: number;
  readonly random: Random;
  /** The answers on gold that trust comes from, over the same items and annotators; the labeling's own where absent */
  readonly goldAnswers?: Labeling;
  readonly seeds?: readonly number[];
  /** Whether gold was chosen by its level rather than drawn at random; found out where absent */
  readonly isGoldByLevel?: boolean;
};

/**
 * The aggregation bench: every rule scored on the project's own gold by cross-validation, so that the choice of a rule is
 * a measurement and not a belief.
 *
 * Gold items that have ratings are dealt at random into equal parts. For each part the rule sees the gold of all other
 * parts (models clamp it, the pool weighs its opinions by it, weighted votes take their trust from it) and predicts this
 * part; all predictions together are scored once, as labels that would be handed out: a rule that knows too little of the
 * people hands over here as it does there. Rules that use no gold give the same prediction every time. Differences smaller
 * than about √(accuracy · (1 - accuracy) / n) are noise.
 * Source: cross-validation after M. Stone, Journal of the Royal Statistical Society B 36, 1974; the measures as in
 * `scorePrediction`.
 * @param labeling I items, A annotators, K levels @param gold I bit sets of acceptable labels, 0 = not gold
 * @param options rules (all), folds (5), a seeded generator for the deal, seeds for MACE
 * @returns one row per rule, in the order asked; scores are null with reason "no-gold" without gold that has ratings and
 * "too-few" when there are fewer gold items than parts
 */
export function benchRules(labeling: Labeling, gold: GoldLabels, options: BenchOptions): BenchRow[] {
  const { rules = RULES, folds = 5, random, ...shared } = options;
  const parts = dealGold(labeling, gold, folds, random);
  return rules.map((rule) => {
    if (parts === null) return { rule, scores: { value: null, reason: "no-gold" }, alarms: [] };
    if (parts.some((part) => part.length === 0)) {
      return { rule, scores: { value: null, reason: "too-few" }, alarms: [] };
    }
    return benchRule(labeling, gold, rule, parts, shared);
  });
}

function dealGold(labeling: Labeling, gold: GoldLabels, folds: number, random: Random): number[][] | null {
  const hasRating = new Uint8Array(labeling.items);
  for (const i of labeling.item) hasRating[i] = 1;
  const items = [...gold.keys()].filter((i) => gold[i] !== 0 && hasRating[i] === 1);
  if (items.length === 0) return null;
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const moved = items[at];
    items[at] = items[other];
    items[other] = moved;
  }
  return Array.from({ length: folds }, (_, part) => items.filter((_item, at) => at % folds === part));
}

function benchRule(
  labeling: Labeling,
  gold: GoldLabels,
  rule: Rule,
  parts: readonly (readonly number[])[],
  shared: Pick<BenchOptions, "seeds" | "goldAnswers" | "isGoldByLevel">,
): BenchRow {
  const { items, levels } = labeling;
  const label = new Int8Array(items);
  const posterior = new Float64Array(items * levels);
  const truth = new Int32Array(items);
  const alarms: Alarm[] = [];
  // No opinion sees gold, so all folds pool the same ones.
  const opinions = rule === "pooled" ? { opinions: opinionsOf(labeling) } : {};
  const settings = {
    ...{ rule, isEnough: isEnough(labeling, rule, gold, shared.goldAnswers) },
    ...shared,
    ...opinions,
  };
  let hasConfidence = true;
  for (const part of parts) {
    const known = gold.slice();
    for (const i of part) known[i] = 0;
    const consensus = aggregate(labeling, { ...settings, gold: known });
    alarms.push(...consensus.alarms);
    hasConfidence = consensus.hasConfidence;
    for (const i of part) {
      truth[i] = gold[i];
      label[i] = consensus.label[i];
      posterior.set(consensus.posterior.subarray(i * levels, (i + 1) * levels), i * levels);
    }
  }
  const prediction: Prediction = { levels, label, posterior: hasConfidence ? posterior : null };
  return { rule, scores: scorePrediction(prediction, truth), alarms };
}
