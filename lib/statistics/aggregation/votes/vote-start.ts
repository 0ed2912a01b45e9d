import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { keepItem } from "#lib/statistics/aggregation/models/expectation-item.ts";
import type { Expected } from "#lib/statistics/aggregation/models/model.ts";

/**
 * The starting point of every model: as posterior of an item take the shares of its votes. A gold item keeps
 * only the shares of its acceptable classes; when nobody chose one of them, they share equally.
 * Source: the start of Dawid & Skene 1979, section 3 (shares of votes).
 * @param expected storage from `newExpected`, overwritten with the counts under these posteriors
 */
export function startFromVotes(index: ByItem, gold: GoldLabels, expected: Expected): void {
  const { items, levels, start, key } = index;
  const row = new Float64Array(levels);
  expected.counts.fill(0);
  expected.classes.fill(0);
  for (let i = 0; i < items; i++) {
    const from = start[i];
    const to = start[i + 1];
    if (from === to) continue;
    row.fill(0);
    for (let r = from; r < to; r++) {
      const label = key[r] % levels;
      row[label] = row[label] + 1;
    }
    normalizeWithin(row, gold[i]);
    keepItem(index, i, row, expected);
  }
}

/**
 * Divides a row by its sum after emptying what a gold set excludes; a set without any mass shares equally.
 * Shapes: K numbers ≥ 0, changed in place.
 */
export function normalizeWithin(row: Float64Array, bits: number): void {
  let total = 0;
  let allowed = 0;
  for (let k = 0; k < row.length; k++) {
    if (bits !== 0 && ((bits >> k) & 1) === 0) row[k] = 0;
    else allowed++;
    total += row[k];
  }
  for (let k = 0; k < row.length; k++) {
    if (total > 0) row[k] = row[k] / total;
    else row[k] = bits === 0 || ((bits >> k) & 1) === 1 ? 1 / allowed : 0;
  }
}
