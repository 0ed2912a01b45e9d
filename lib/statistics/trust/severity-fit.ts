import type { Labeling } from "#lib/labeling.ts";

/** A fitted two-way model: items random, leans fixed. */
export type SeverityFit = {
  /** A leans in levels, averaging to 0 over annotators with ratings; 0 for the others */
  readonly lean: Float64Array;
  /** I predicted distances from the mean, in levels */
  readonly value: Float64Array;
  /** Mean of all items for an average annotator, in label indices */
  mean: number;
  /** Squared levels, above 0 */
  itemVariance: number;
  noiseVariance: number;
  rounds: number;
  /** Ratings per item and per annotator */
  readonly perItem: Int32Array;
  readonly perAnnotator: Int32Array;
};

const MOST_ROUNDS = 500;
/** Largest change of a lean (levels) or of the noise variance (squared levels) that ends the rounds. */
const STILL = 1e-10;
/** Least variance, squared levels: unanimous groups must not divide by zero. */
const LEAST = 1e-9;

/**
 * Fits rating = mean + item + lean + noise by expectation-maximization. Each round predicts every item (what is left of its
 * ratings, summed and divided by their number + noise variance / item variance), sets both variances to their
 * expected squares, then every lean to the mean of rating - mean - item.
 * Source: random-effects ANOVA by EM, A. P. Dempster, N. M. Laird & D. B. Rubin, Journal of the Royal Statistical
 * Society B 39, 1977.
 * @param labeling I items, A annotators; every rating counts, and the order of the ratings does not
 * @returns leans, predicted items, mean and variances; without ratings zeros and variances of 1
 */
export function fitSeverity(labeling: Labeling): SeverityFit {
  const total = labeling.label.reduce((sum, level) => sum + level, 0);
  const fit: SeverityFit = {
    lean: new Float64Array(labeling.annotators),
    value: new Float64Array(labeling.items),
    mean: total / Math.max(1, labeling.label.length),
    itemVariance: 1,
    noiseVariance: 1,
    rounds: 0,
    perItem: countBy(labeling.item, labeling.items),
    perAnnotator: countBy(labeling.annotator, labeling.annotators),
  };
  if (labeling.label.length === 0) return fit;
  for (let change = 1; change > STILL && fit.rounds < MOST_ROUNDS; fit.rounds++) {
    predictItems(labeling, fit);
    const before = fit.noiseVariance;
    setVariances(labeling, fit);
    change = Math.max(moveLeans(labeling, fit), Math.abs(fit.noiseVariance - before));
  }
  return fit;
}

/**
 * How much is known about each lean, in ratings: every rating counts 1 minus its own weight in its item's value.
 * The diagonal of the information of a two-way layout after absorbing the items.
 * @returns A numbers ≥ 0; the squared standard error of a lean is the noise variance divided by it
 */
export function leanInformation({ item, annotator }: Labeling, fit: SeverityFit): Float64Array {
  const ratio = fit.noiseVariance / fit.itemVariance;
  const information = new Float64Array(fit.lean.length);
  for (let r = 0; r < item.length; r++) {
    add(information, annotator[r], 1 - 1 / (fit.perItem[item[r]] + ratio));
  }
  return information;
}

function predictItems({ item, annotator, label }: Labeling, fit: SeverityFit): void {
  const { value, lean, mean, perItem } = fit;
  const ratio = fit.noiseVariance / fit.itemVariance;
  value.fill(0);
  for (let r = 0; r < item.length; r++) {
    add(value, item[r], label[r] - mean - lean[annotator[r]]);
  }
  for (let i = 0; i < value.length; i++) value[i] = value[i] / (perItem[i] + ratio);
}

/** Expected squares: what was predicted, plus the uncertainty of the prediction. */
function setVariances({ item, annotator, label }: Labeling, fit: SeverityFit): void {
  const { value, lean, mean, perItem } = fit;
  const ratio = fit.noiseVariance / fit.itemVariance;
  let items = 0;
  let itemSquares = 0;
  let noiseSquares = 0;
  for (let i = 0; i < value.length; i++) {
    const n = perItem[i];
    if (n === 0) continue;
    const unsure = fit.noiseVariance / (n + ratio);
    items++;
    itemSquares += value[i] ** 2 + unsure;
    noiseSquares += n * unsure;
  }
  for (let r = 0; r < item.length; r++) {
    const expected = mean + value[item[r]] + lean[annotator[r]];
    noiseSquares += (label[r] - expected) ** 2;
  }
  fit.itemVariance = Math.max(LEAST, itemSquares / items);
  fit.noiseVariance = Math.max(LEAST, noiseSquares / item.length);
}

/** New leans around their own average, which goes to the mean. @returns the largest change of a lean */
function moveLeans({ item, annotator, label }: Labeling, fit: SeverityFit): number {
  const { value, lean, perAnnotator } = fit;
  const sums = new Float64Array(lean.length);
  for (let r = 0; r < item.length; r++) {
    add(sums, annotator[r], label[r] - fit.mean - value[item[r]]);
  }
  const means = sums.map((sum, a) => sum / Math.max(1, perAnnotator[a]));
  const people = perAnnotator.reduce((count, n) => count + Math.min(1, n), 0);
  const center = means.reduce((sum, own) => sum + own, 0) / people;
  let change = 0;
  for (let a = 0; a < lean.length; a++) {
    if (perAnnotator[a] === 0) continue;
    const next = means[a] - center;
    change = Math.max(change, Math.abs(next - lean[a]));
    lean[a] = next;
  }
  fit.mean += center;
  return change;
}

function countBy(keys: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const key of keys) counts[key] = counts[key] + 1;
  return counts;
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = sums[at] + value;
}
