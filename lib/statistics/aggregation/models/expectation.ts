import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { sweepAny } from "./expectation-any.ts";
import { sweepByKernel } from "./expectation-kernel.ts";
import type { Expected, Model } from "./model.ts";

/**
 * Empty storage for `expect`, with room for the posteriors if they are wanted.
 * @param posteriors whether they are, or I × K numbers to write them over
 */
export function newExpected(index: ByItem, posteriors: boolean | Float64Array): Expected {
  const { items, annotators, levels } = index;
  const isGiven = typeof posteriors === "object";
  return {
    counts: new Float64Array(annotators * levels * levels),
    classes: new Float64Array(levels),
    posterior: isGiven ? posteriors.fill(0) : posteriors ? new Float64Array(items * levels) : null,
    logLikelihood: 0,
    change: 0,
  };
}

/**
 * The expectation step shared by all models, fused with the counting of the maximization step that follows: for
 * each item multiply the class shares with one table row per rating, normalize to the posterior, and add the posterior
 * to the expected counts of those same rows. One pass, no logarithm per rating; the log likelihood is a running product
 * that is logged when it gets small. Gold items keep only their acceptable classes; items without a rating are skipped.
 *
 * Source: A. P. Dawid & A. M. Skene, Applied Statistics 28, 1979, equations 2.3 to 2.5.
 * @param index ratings by item @param gold I bit sets, 0 = not gold @param model class shares and table
 * @param expected storage from `newExpected`, overwritten
 */
export function expect(index: ByItem, gold: GoldLabels, model: Model, expected: Expected): void {
  expected.counts.fill(0);
  expected.classes.fill(0);
  if (!sweepByKernel(index, gold, model, expected)) sweepAny(index, gold, model, expected);
}
