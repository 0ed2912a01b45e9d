import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import { type DawidSkeneOptions, type Fit, fitByRounds, setPrior, sumOfLogs } from "./dawid-skene.ts";

/** A one-coin fit: besides the fit, each annotator's accuracy 0..1 (1/K without any rating). */
export type OneCoinFit = Fit & { readonly accuracy: Float64Array };

/**
 * Dawid–Skene with one number per annotator: they are right with this accuracy, and every wrong label is equally likely.
 *
 * accuracy = (expected right answers + alpha) / (answers + 2 alpha); wrong labels share (1 - accuracy) / (K - 1). Kept for
 * comparison only: when the crowd favors one level it can collapse to that level on everything (19% accuracy on a public set
 * where the other models reach 60%), which `findAlarms` notices.
 *
 * Source: the homogeneous model in Y. Zhang et al., Spectral methods meet EM, JMLR 17, 2016.
 * @param index ratings by item: I items, A annotators, K ≥ 2 levels
 * @param options as for `dawidSkene`; alpha is 1 and beta 0 unless given
 * @example on the 45 patients of 1979 the first observer's accuracy becomes 0.8803
 */
export function oneCoin(index: ByItem, options: DawidSkeneOptions = {}): OneCoinFit {
  const { alpha = 1, beta = 0 } = options;
  const accuracy = new Float64Array(index.annotators);
  const fit = fitByRounds(index, options, (expected, model) => {
    setAccuracy(index, expected.counts, alpha, accuracy);
    setTable(index, accuracy, model.table);
    setPrior(expected.classes, beta, model.prior);
    const either =
      sumOfLogs(alpha, accuracy) +
      sumOfLogs(
        alpha,
        accuracy.map((right) => 1 - right),
      );
    return either + sumOfLogs(beta, model.prior);
  });
  return { ...fit, accuracy };
}

function setAccuracy(index: ByItem, counts: Float64Array, alpha: number, accuracy: Float64Array): void {
  const { annotators, levels } = index;
  for (let a = 0; a < annotators; a++) {
    let right = alpha;
    let all = 2 * alpha;
    for (let cell = 0; cell < levels * levels; cell++) {
      const count = counts[a * levels * levels + cell];
      all += count;
      if (cell % (levels + 1) === 0) right += count;
    }
    accuracy[a] = all > 0 ? right / all : 1 / levels;
  }
}

function setTable(index: ByItem, accuracy: Float64Array, table: Float64Array): void {
  const { levels } = index;
  const block = levels * levels;
  for (let at = 0; at < table.length; at++) {
    const right = accuracy[Math.floor(at / block)];
    table[at] = (at % block) % (levels + 1) === 0 ? right : (1 - right) / (levels - 1);
  }
}
