import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import { normalizeLogs } from "#lib/statistics/numeric/normalize-logs.ts";
import type { Expected, Model } from "./model.ts";

/**
 * The expectation step of one item in logarithms: for gold, for items with so many ratings that products would leave the
 * range of doubles, and for items whose product became tiny. Slower, never wrong.
 * Source: Dawid & Skene 1979, equation 2.5, summed as log-sum-exp.
 * @param i the item, with at least one rating @param bits its gold set, 0 = any class
 * @returns ln of the item's likelihood
 */
export function expectItem(index: ByItem, i: number, bits: number, model: Model, expected: Expected): number {
  const { levels, start, key } = index;
  const from = start[i];
  const to = start[i + 1];
  const row = new Float64Array(levels);
  for (let k = 0; k < levels; k++) {
    let log = bits === 0 || ((bits >> k) & 1) === 1 ? Math.log(model.prior[k]) : Number.NEGATIVE_INFINITY;
    for (let r = from; r < to; r++) log += Math.log(model.table[key[r] * levels + k]);
    row[k] = log;
  }
  const sum = normalizeLogs(row);
  keepItem(index, i, row, expected);
  return sum;
}

/**
 * Adds one item's posterior to the expected counts, and stores it when posteriors are wanted.
 * Shapes: `row` K probabilities; `expected` as in `newExpected`. Source: Dawid & Skene 1979, numerators of equations
 * 2.3 and 2.4.
 */
export function keepItem(index: ByItem, i: number, row: Float64Array, expected: Expected): void {
  const { levels, start, key } = index;
  const { counts, classes, posterior } = expected;
  for (let k = 0; k < levels; k++) {
    const share = row[k];
    classes[k] = classes[k] + share;
    if (posterior === null) continue;
    const change = Math.abs(share - posterior[i * levels + k]);
    if (change > expected.change) expected.change = change;
    posterior[i * levels + k] = share;
  }
  for (let r = start[i]; r < start[i + 1]; r++) {
    const base = key[r] * levels;
    for (let k = 0; k < levels; k++) counts[base + k] = counts[base + k] + row[k];
  }
}
