import type { Defined } from "#lib/labeling.ts";
import { type Calibration, calibration } from "./calibration.ts";
import { type GoldLabels, isAcceptable, nearestAcceptable } from "./gold-labels.ts";
import { NO_LABEL } from "./votes/vote.ts";

/** What a rule says about every item, as far as it is scored. */
export type Prediction = {
  readonly levels: number;
  /** I labels as they are handed out; `NO_LABEL` where the rule says nothing */
  readonly label: Int8Array;
  /** I × K probabilities, null for a rule that states none */
  readonly posterior: Float64Array | null;
};

export type Scores = {
  /** Items with both a truth and a label */
  readonly n: number;
  /** Items with a truth but without any rating */
  readonly unlabeled: number;
  readonly accuracy: number;
  /** Mean distance between label and truth, in levels */
  readonly meanAbsoluteError: number;
  /** Cohen's kappa with quadratic weights between label and truth, undefined when either never varies */
  readonly quadraticKappa: Defined<{ readonly value: number }>;
  /** Mean of -ln probability of the truth, in nats; null without probabilities */
  readonly logLoss: number | null;
  /** Null without probabilities */
  readonly calibration: Calibration | null;
};

/** A truth called impossible costs -ln of this, not infinity: 9.2 nats. */
export const LEAST_PROBABILITY = 1e-4;

/**
 * Scores a rule on items with known truth: accuracy, quadratic kappa and mean absolute error of the label it hands out, log
 * loss and calibration error of its probabilities (probabilities below 1e-4 count as 1e-4, otherwise one overconfident miss
 * would be infinitely bad).
 *
 * A truth may be a set of acceptable labels: then any of them is right, distances and kappa use the nearest of them,
 * and the log loss their joint probability.
 * Source: log loss and Brier 1950 as proper scores; quadratic kappa of Cohen 1968; ECE of Naeini, Cooper &
 * Hauskrecht, AAAI 2015.
 * @param prediction labels and probabilities by item @param truth I bit sets, 0 = unknown
 * @returns null with reason "no-gold" when no item has both
 * @example scoring labels 0 1 1 against truths 0 1 0 gives accuracy 2/3
 */
export function scorePrediction(prediction: Prediction, truth: GoldLabels): Defined<Scores> {
  const { levels, label: given, posterior } = prediction;
  const table = new Float64Array(levels * levels);
  const confidence: number[] = [];
  const isRight: number[] = [];
  let unlabeled = 0;
  let distance = 0;
  let loss = 0;
  for (let i = 0; i < truth.length; i++) {
    const bits = truth[i];
    if (bits === 0) continue;
    const label = given[i];
    if (label === NO_LABEL) {
      unlabeled++;
      continue;
    }
    const nearest = nearestAcceptable(bits, label) as number;
    const cell = nearest * levels + label;
    table[cell] = table[cell] + 1;
    distance += Math.abs(label - nearest);
    isRight.push(isAcceptable(bits, label) ? 1 : 0);
    if (posterior === null) continue;
    confidence.push(posterior[i * levels + label]);
    loss -= Math.log(Math.max(LEAST_PROBABILITY, acceptableShare(posterior, i * levels, levels, bits)));
  }
  const n = isRight.length;
  if (n === 0) return { value: null, reason: "no-gold" };
  const calibrated = calibration(confidence, isRight.slice(0, confidence.length));
  return {
    reason: null,
    n,
    unlabeled,
    accuracy: isRight.reduce((sum, right) => sum + right, 0) / n,
    meanAbsoluteError: distance / n,
    quadraticKappa: quadraticKappaOf(table, levels),
    logLoss: posterior === null ? null : loss / n,
    calibration: calibrated.reason === null ? calibrated : null,
  };
}

/** Probability of all labels that a set accepts. @param from index of the row, K probabilities @param bits the set */
export function acceptableShare(posterior: Float64Array, from: number, levels: number, bits: number): number {
  let share = 0;
  for (let k = 0; k < levels; k++) if (isAcceptable(bits, k)) share += posterior[from + k];
  return share;
}

/** Cohen's kappa with quadratic weights of a K × K table of counts: 1 - observed / expected squared distance. */
function quadraticKappaOf(table: Float64Array, levels: number): Defined<{ readonly value: number }> {
  const rows = new Float64Array(levels);
  const columns = new Float64Array(levels);
  let n = 0;
  let observed = 0;
  for (let cell = 0; cell < table.length; cell++) {
    const row = Math.floor(cell / levels);
    const column = cell % levels;
    const count = table[cell];
    rows[row] = rows[row] + count;
    columns[column] = columns[column] + count;
    n += count;
    observed += count * (row - column) ** 2;
  }
  let expected = 0;
  for (let cell = 0; cell < table.length; cell++) {
    const row = Math.floor(cell / levels);
    const column = cell % levels;
    expected += (rows[row] * columns[column] * (row - column) ** 2) / n;
  }
  if (expected === 0) return { value: null, reason: "no-variation" };
  return { reason: null, value: 1 - observed / expected };
}
