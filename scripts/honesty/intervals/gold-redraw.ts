// Gold accuracy on real sets: gold items, or people and gold items, drawn anew from a set whose accuracy is known.
import { groupRatings } from "#lib/labeling.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { goldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import type { GoldTrials } from "#lib/statistics/trust/gold-trials.ts";
import { NOMINAL, newCount, note } from "./coverage.ts";
import { asIfIndependent, type GoldCounts } from "./gold.ts";
import type { GoldSet } from "./gold-set.ts";

/** Of each level. */
const MOST_GOLDS = 50;

export function measureGoldSet(set: GoldSet, people: number, draws: number, seed: number): GoldCounts {
  const random = createRandom(seed);
  const counts = { team: newCount(), others: newCount(), pooled: newCount() };
  const options = { shares: set.shares, confidence: NOMINAL };
  for (let d = 0; d < draws; d++) {
    const same = goldScopes(redraw(set, null, random), options);
    note(counts.team, same.reason === null ? same.team : same, set.truth);
    const trials = redraw(set, people, random);
    const found = goldScopes(trials, options);
    note(counts.others, found.reason === null ? found.peopleLikeThese : found, set.truth);
    note(counts.pooled, asIfIndependent(found), set.truth);
  }
  return counts;
}

/** As many gold items of each level as there are, at most 50, and this many people (null for these), each drawn from all. */
function redraw({ trials }: GoldSet, people: number | null, random: Random): GoldTrials {
  const names = [...new Set(trials.annotator)];
  const crowd = people === null ? names : Array.from({ length: people }, () => pickOne(names, random));
  const times = drawGolds(trials, random);
  const most = trials.annotator.reduce((max, who) => Math.max(max, who), 0) + 1;
  const { start, rating } = groupRatings(trials.annotator, most);
  const rows: { who: number; item: number; r: number }[] = [];
  for (const [who, name] of crowd.entries()) {
    for (const r of rating.subarray(start[name], start[name + 1])) {
      const copies = times.get(trials.item[r] ?? 0) ?? [];
      for (const item of copies) rows.push({ who, item, r });
    }
  }
  return {
    annotator: Int32Array.from(rows, ({ who }) => who),
    item: Int32Array.from(rows, ({ item }) => item),
    level: Uint8Array.from(rows, ({ r }) => trials.level[r] ?? 0),
    right: Uint8Array.from(rows, ({ r }) => trials.right[r] ?? 0),
  };
}

/** By gold item the numbers of its copies. */
function drawGolds({ item, level }: GoldTrials, random: Random): Map<number, number[]> {
  const levelOfItem = new Map<number, number>();
  item.forEach((i, r) => {
    levelOfItem.set(i, level[r] ?? 0);
  });
  const copies = new Map<number, number[]>();
  let next = 0;
  for (const golds of Map.groupBy(levelOfItem.keys(), (i) => levelOfItem.get(i)).values()) {
    for (let g = 0; g < Math.min(golds.length, MOST_GOLDS); g++) {
      const drawn = pickOne(golds, random);
      copies.set(drawn, [...(copies.get(drawn) ?? []), next++]);
    }
  }
  return copies;
}

function pickOne(from: readonly number[], random: Random): number {
  return from[Math.floor(random() * from.length)] ?? 0;
}
