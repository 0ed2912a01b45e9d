import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import { expect, newExpected } from "#lib/statistics/aggregation/models/expectation.ts";
import type { Expected, Model } from "#lib/statistics/aggregation/models/model.ts";
import { startFromVotes } from "#lib/statistics/aggregation/votes/vote-start.ts";

const MAX_ROUNDS = 60;
const TOLERANCE = 1e-4;

/**
 * One model's opinion of every item: from vote shares, parameters and posteriors by turns, until no posterior changes by
 * 1e-4 or 60 rounds.
 *
 * It never sees gold. The pool learns from gold how far each opinion is right, so no opinion may have been told.
 * Source: expectation-maximization as in A. P. Dawid & A. M. Skene, Applied Statistics 28, 1979.
 * @param index ratings by item: I items, A annotators, K levels
 * @param maximize sets the class shares and the table from the expected counts; the shares are even until it does
 * @param room I × K numbers, overwritten with the posteriors; rows of zeros without ratings
 * @returns the model and these posteriors
 */
export function fitOpinion(
  index: ByItem,
  maximize: (expected: Expected, model: Model) => void,
  room: Float64Array,
): Model & { readonly posterior: Float64Array } {
  const { items, annotators, levels } = index;
  const gold = new Int32Array(items);
  const model: Model = {
    prior: new Float64Array(levels).fill(1 / levels),
    table: new Float64Array(annotators * levels * levels),
  };
  const expected = newExpected(index, room);
  startFromVotes(index, gold, expected);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    maximize(expected, model);
    expect(index, gold, model, expected);
    if (expected.change < TOLERANCE) break;
  }
  return { ...model, posterior: room };
}
