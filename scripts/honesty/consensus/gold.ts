// Gold drawn from items with known truth.
import type { Random } from "#lib/statistics/numeric/random.ts";

export type GoldKind = "random" | "by-level";

/** At most half of the known items are gold, so that enough are left to measure on. */
export function goldSize(known: readonly number[], wanted: number): number {
  return Math.min(wanted, Math.floor(known.length / 2));
}

/**
 * Draws gold: at random among the known items, or the same number of every level (at most half of a level).
 * @param known numbers of items with a truth and a rating @returns bit sets by item, 0 = not gold
 */
export function drawGold(
  truth: Int32Array,
  known: readonly number[],
  { kind, size }: { kind: GoldKind; size: number },
  random: Random,
): Int32Array {
  const gold = new Int32Array(truth.length);
  const drawn =
    kind === "random" ? shuffle(known, random).slice(0, size) : drawByLevel(truth, known, size, random);
  for (const item of drawn) gold[item] = truth[item] ?? 0;
  return gold;
}

function drawByLevel(
  truth: Int32Array,
  known: readonly number[],
  size: number,
  random: Random,
): readonly number[] {
  const levels = [...new Set(known.map((item) => truth[item]))];
  return levels.flatMap((bits) => {
    const own = known.filter((item) => truth[item] === bits);
    const most = Math.min(Math.round(size / levels.length), Math.floor(own.length / 2));
    return shuffle(own, random).slice(0, most);
  });
}

/** A new list in random order. */
export function shuffle<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((entry) => ({ entry, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}

/** Keys as requesters write them: half of them also accept a neighboring level. */
export function widenKeys(gold: Int32Array, levels: number, random: Random): Int32Array {
  return gold.map((bits) => {
    if (bits === 0 || random() < 0.5) return bits;
    const level = Math.log2(bits);
    const neighbors = [level - 1, level + 1].filter((near) => near >= 0 && near < levels);
    return bits | (1 << (neighbors[Math.floor(random() * neighbors.length)] ?? level));
  });
}
