// Small projects cut out of real sets.
import { groupRatings, keepRatings, type Labeling } from "#lib/labeling.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";
import { shuffle } from "./gold.ts";

export type Small = { readonly labeling: Labeling; readonly truth: Int32Array };

/**
 * Some people of a set and the items that most of them rated: a first person at random, then whoever rated most of the
 * same items.
 * @returns null where the set has too few people or items
 */
export function cutProject(
  { labeling, truth }: { labeling: Labeling; truth: Int32Array },
  { people, items }: { people: number; items: number },
  random: Random,
): Small | null {
  const { start, rating } = groupRatings(labeling.annotator, labeling.annotators);
  const itemsOf = (a: number) =>
    [...rating.subarray(start[a], start[a + 1])].map((r) => labeling.item[r] ?? 0);
  const everybody = Array.from({ length: labeling.annotators }, (_, a) => a);
  const enough = everybody.filter((a) => (start[a + 1] ?? 0) - (start[a] ?? 0) >= items);
  const [first] = shuffle(enough, random);
  if (first === undefined) return null;
  const shared = new Set(itemsOf(first));
  const others = shuffle(everybody, random)
    .filter((a) => a !== first)
    .map((a) => ({ a, common: itemsOf(a).filter((item) => shared.has(item)).length }))
    .sort((one, other) => other.common - one.common);
  const chosen = new Set([first, ...others.slice(0, people - 1).map(({ a }) => a)]);
  if (chosen.size < people) return null;
  return restrict(labeling, truth, chosen, items, random);
}

function restrict(
  labeling: Labeling,
  truth: Int32Array,
  chosen: ReadonlySet<number>,
  items: number,
  random: Random,
): Small {
  const given = new Map<number, number>();
  labeling.item.forEach((item, r) => {
    if (truth[item] !== 0 && chosen.has(labeling.annotator[r] ?? -1))
      given.set(item, (given.get(item) ?? 0) + 1);
  });
  const kept = shuffle([...given], random)
    .sort((one, other) => other[1] - one[1])
    .slice(0, items)
    .map(([item]) => item);
  const numberOf = new Map(kept.map((item, at) => [item, at]));
  const personOf = new Map([...chosen].map((a, at) => [a, at]));
  const keep = Uint8Array.from(labeling.item, (item, r) =>
    numberOf.has(item) && personOf.has(labeling.annotator[r] ?? -1) ? 1 : 0,
  );
  const some = keepRatings(labeling, keep);
  return {
    labeling: {
      ...{ items: kept.length, annotators: chosen.size, levels: labeling.levels, label: some.label },
      item: some.item.map((item) => numberOf.get(item) ?? 0),
      annotator: some.annotator.map((a) => personOf.get(a) ?? 0),
    },
    truth: Int32Array.from(kept, (item) => truth[item] ?? 0),
  };
}
