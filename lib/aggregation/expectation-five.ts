import type { ByItem } from "./by-item.ts";
import { expectItem } from "./expectation-item.ts";
import type { GoldKey } from "./gold-key.ts";
import { type Expected, LINEAR_RATINGS, type Model, TINY } from "./model.ts";

/**
 * `expect` for the common scale of five levels, with the loop over classes written out: the five running products
 * stay in registers, which about halves the time of a pass.
 */
export function sweepFive(index: ByItem, gold: GoldKey, model: Model, expected: Expected): void {
  const { items, start, key } = index;
  const { prior, table } = model;
  const { counts, classes, posterior } = expected;
  const [prior0, prior1, prior2, prior3, prior4] = prior as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  let product = 1;
  let logs = 0;
  let change = 0;
  expected.change = 0;
  let to = start[0] as number;
  for (let i = 0; i < items; i++) {
    const from = to;
    to = start[i + 1] as number;
    if (to === from) continue;
    let total = 0;
    let t0 = prior0;
    let t1 = prior1;
    let t2 = prior2;
    let t3 = prior3;
    let t4 = prior4;
    if ((gold[i] as number) === 0 && to - from <= LINEAR_RATINGS) {
      for (let r = from; r < to; r++) {
        const base = (key[r] as number) * 5;
        t0 *= table[base] as number;
        t1 *= table[base + 1] as number;
        t2 *= table[base + 2] as number;
        t3 *= table[base + 3] as number;
        t4 *= table[base + 4] as number;
      }
      total = t0 + t1 + t2 + t3 + t4;
    }
    if (total < TINY) {
      logs += expectItem(index, i, gold[i] as number, model, expected);
      continue;
    }
    product *= total;
    if (product < TINY) {
      logs += Math.log(product);
      product = 1;
    }
    const scale = 1 / total;
    t0 *= scale;
    t1 *= scale;
    t2 *= scale;
    t3 *= scale;
    t4 *= scale;
    classes[0] = (classes[0] as number) + t0;
    classes[1] = (classes[1] as number) + t1;
    classes[2] = (classes[2] as number) + t2;
    classes[3] = (classes[3] as number) + t3;
    classes[4] = (classes[4] as number) + t4;
    for (let r = from; r < to; r++) {
      const base = (key[r] as number) * 5;
      counts[base] = (counts[base] as number) + t0;
      counts[base + 1] = (counts[base + 1] as number) + t1;
      counts[base + 2] = (counts[base + 2] as number) + t2;
      counts[base + 3] = (counts[base + 3] as number) + t3;
      counts[base + 4] = (counts[base + 4] as number) + t4;
    }
    if (posterior === null) continue;
    const at = i * 5;
    change = Math.max(
      change,
      Math.abs((posterior[at] as number) - t0),
      Math.abs((posterior[at + 1] as number) - t1),
      Math.abs((posterior[at + 2] as number) - t2),
      Math.abs((posterior[at + 3] as number) - t3),
      Math.abs((posterior[at + 4] as number) - t4),
    );
    posterior[at] = t0;
    posterior[at + 1] = t1;
    posterior[at + 2] = t2;
    posterior[at + 3] = t3;
    posterior[at + 4] = t4;
  }
  expected.change = Math.max(expected.change, change);
  expected.logLikelihood = logs + Math.log(product);
}
