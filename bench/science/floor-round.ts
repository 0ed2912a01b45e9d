// The floor of a Dawid-Skene round: multiply, normalize and scatter for one scale of five, without gold, likelihood, class
// shares or care for items with many ratings.
import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";

const SHARE = 0.2;

/** Storage of a round; reuse it, as a fit does. */
export function newRound({ annotators, levels }: ByItem): { table: Float64Array; counts: Float64Array } {
  const cells = annotators * levels * levels;
  const table = new Float64Array(cells).map((_, cell) => 0.1 + ((cell * 7919) % 100) / 200);
  return { table, counts: new Float64Array(cells) };
}

export function floorRound({ items, start, key }: ByItem, table: Float64Array, counts: Float64Array): void {
  let to = start[0] as number;
  for (let i = 0; i < items; i++) {
    const from = to;
    to = start[i + 1] as number;
    let [t0, t1, t2, t3, t4] = [SHARE, SHARE, SHARE, SHARE, SHARE];
    for (let r = from; r < to; r++) {
      const at = (key[r] as number) * 5;
      t0 *= table[at] as number;
      t1 *= table[at + 1] as number;
      t2 *= table[at + 2] as number;
      t3 *= table[at + 3] as number;
      t4 *= table[at + 4] as number;
    }
    const scale = 1 / (t0 + t1 + t2 + t3 + t4);
    for (let r = from; r < to; r++) {
      const at = (key[r] as number) * 5;
      counts[at] = (counts[at] as number) + t0 * scale;
      counts[at + 1] = (counts[at + 1] as number) + t1 * scale;
      counts[at + 2] = (counts[at + 2] as number) + t2 * scale;
      counts[at + 3] = (counts[at + 3] as number) + t3 * scale;
      counts[at + 4] = (counts[at + 4] as number) + t4 * scale;
    }
  }
}
