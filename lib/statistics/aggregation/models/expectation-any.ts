import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { expectItem, keepItem } from "./expectation-item.ts";
import { type Expected, LINEAR_RATINGS, logOfRescaled, type Model, RESCALE, TINY } from "./model.ts";

/**
 * `expect` where there is no kernel; see there. Without items that need care it gives the kernel's bits.
 * Shapes and units as there; `expected` is overwritten but for counts and classes, which are added to. Source: Dawid
 * & Skene 1979, equation 2.5.
 */
export function sweepAny(index: ByItem, gold: GoldLabels, model: Model, expected: Expected): void {
  const { items, levels, start, key } = index;
  const { prior, table } = model;
  const row = new Float64Array(levels);
  let product = 1;
  let rescaled = 0;
  let logs = 0;
  expected.change = 0;
  for (let i = 0; i < items; i++) {
    const from = start[i];
    const to = start[i + 1];
    if (to === from) continue;
    const bits = gold[i];
    let total = 0;
    if (bits === 0 && to - from <= LINEAR_RATINGS) {
      row.set(prior);
      for (let r = from; r < to; r++) {
        const base = key[r] * levels;
        for (let k = 0; k < levels; k++) row[k] = row[k] * table[base + k];
      }
      total = row.reduce((sum, share) => sum + share);
    }
    if (total < TINY) {
      logs += expectItem(index, i, bits, model, expected);
      continue;
    }
    product *= total;
    if (product < TINY) {
      product *= RESCALE;
      rescaled += 1;
    }
    const scale = 1 / total;
    for (let k = 0; k < levels; k++) row[k] = row[k] * scale;
    keepItem(index, i, row, expected);
  }
  expected.logLikelihood = logs + logOfRescaled(product, rescaled);
}
