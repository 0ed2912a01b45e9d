import type { Labeling } from "#lib/labeling.ts";
import { betaMean } from "#lib/statistics/numeric/beta.ts";
import { answeredGold } from "./enough.ts";
import { type GoldLabels, isAcceptable } from "./gold-labels.ts";
import { levelWeights } from "./votes/level-weights.ts";
import { heaviest } from "./votes/vote.ts";

/**
 * Trust without gold: how often an annotator agrees with the majority of the *others* on the same item, as the mean of a
 * Beta posterior with a uniform prior. Their own vote never counts in their favor. Items nobody else rated do not
 * count. Where the others are tied, every one of their first ranks counts as agreement in equal part.
 * Source: Laplace's rule of succession, 1774, on the answers of the others.
 * @param labeling I items, A annotators, K levels
 * @returns A numbers strictly between 0 and 1; one half for somebody without a shared item
 * @example agreeing with the others on 8 of 10 items gives 9 / 12
 */
export function peerTrust(labeling: Labeling): Float64Array {
  const { item, annotator, label, levels } = labeling;
  const counts = levelWeights(labeling);
  const same = new Float64Array(labeling.annotators);
  const shared = new Float64Array(labeling.annotators);
  for (let r = 0; r < item.length; r++) {
    const a = annotator[r];
    const row = counts.subarray(item[r] * levels, (item[r] + 1) * levels);
    const own = label[r];
    row[own] = row[own] - 1;
    const others = heaviest(row).candidates;
    row[own] = row[own] + 1;
    if (others.length === 0) continue;
    shared[a] = shared[a] + 1;
    if (others.includes(own)) same[a] = same[a] + 1 / others.length;
  }
  return same.map((count, a) => betaMean(count, shared[a]));
}

/**
 * Trust from gold: how often an annotator's answers on gold are acceptable, as the mean of a Beta posterior with a uniform
 * prior: (right + 1) / (answers + 2). Without gold everybody has one half, so that all weigh the same.
 * Source: Laplace's rule of succession, 1774.
 * @param labeling I items, A annotators, K levels @param gold I bit sets of acceptable labels, 0 = not gold
 * @returns A numbers strictly between 0 and 1
 */
export function goldTrust(labeling: Labeling, gold: GoldLabels): Float64Array {
  const right = new Float64Array(labeling.annotators);
  const answers = new Float64Array(labeling.annotators);
  for (let r = 0; r < labeling.item.length; r++) {
    const bits = gold[labeling.item[r]];
    if (bits === 0) continue;
    const a = labeling.annotator[r];
    answers[a] = answers[a] + 1;
    if (isAcceptable(bits, labeling.label[r])) right[a] = right[a] + 1;
  }
  return right.map((count, a) => betaMean(count, answers[a]));
}

/** The weight of everybody's vote, and where it comes from. */
export type Trust = { readonly source: "gold" | "agreement"; readonly trust: Float64Array };

/**
 * The one trust of a project: from gold as soon as anybody answered gold, otherwise from agreement with the others. Whoever
 * answered none while others did weighs one half.
 * @param labeling the answers that are weighed @param gold I bit sets of acceptable labels, 0 = not gold
 * @param goldAnswers the answers on gold, over the same items and annotators; the labeling's own where absent
 */
export function weightsOf(labeling: Labeling, gold?: GoldLabels, goldAnswers = labeling): Trust {
  if (gold === undefined || answeredGold(goldAnswers, gold) === 0)
    return { source: "agreement", trust: peerTrust(labeling) };
  return { source: "gold", trust: goldTrust(goldAnswers, gold) };
}
