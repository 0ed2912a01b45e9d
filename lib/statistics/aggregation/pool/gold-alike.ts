import { type ByItem, ratingsOf } from "#lib/statistics/aggregation/by-item.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { ask, askAbout, type OpinionLogs } from "./ask.ts";
import type { WeighedGold } from "./gold-weight.ts";
import type { Opinions } from "./opinions.ts";

/** This many draws of answers stand for a gold item. */
const DRAWS = 4;
const SEED = 1;
/** Gold may have this many times the answers of other items before it is cut down to them. */
const ALIKE = 1.25;

/** What the opinions say of gold, and the gold by its place there. */
export type GoldView = { readonly said: OpinionLogs; readonly gold: readonly WeighedGold[] };

/**
 * Gold with as many answers as other items have: where it has more than 1.25 times as many in the mean, each gold item is
 * replaced by four random draws of its answers, each as large as that of some other item, and counts a quarter for each.
 *
 * Everybody answers gold, so it has many answers and the opinions are surer there than anywhere else. Weights learned from
 * that do not fit items with three answers: on six public sets they cost up to 1.4 points and .04 of calibration.
 * Training under the conditions of use; the numbers are a convention of ours.
 * @param gold items with ratings
 */
export function goldLikeItems(opinions: Opinions, gold: readonly WeighedGold[]): GoldView {
  const { index } = opinions;
  const usual = usualRatings(index, gold);
  const given = gold.reduce((sum, { item }) => sum + ratingsOf(index, item), 0) / gold.length;
  if (usual.length === 0 || given <= ALIKE * (usual.reduce((sum, count) => sum + count, 0) / usual.length)) {
    const items = gold.map(({ item }) => item);
    return { said: askAbout(opinions, items), gold: gold.map((one, place) => ({ ...one, item: place })) };
  }
  const random = createRandom(SEED);
  const start: number[] = [0];
  const key: number[] = [];
  const views: WeighedGold[] = [];
  for (const { item, bits, weight } of gold) {
    const own = index.key.slice(index.start[item], index.start[item + 1]);
    for (let draw = 0; draw < DRAWS; draw++) {
      const size = usual[Math.floor(random() * usual.length)];
      key.push(...drawSome(own, size, random));
      start.push(key.length);
      views.push({ item: views.length, bits, weight: weight / DRAWS });
    }
  }
  const drawn = { ...index, items: views.length, start: Int32Array.from(start), key: Int32Array.from(key) };
  return { said: ask(opinions, drawn), gold: views };
}

/** How many ratings each item has that has any and is no gold. */
function usualRatings(index: ByItem, gold: readonly WeighedGold[]): Int32Array {
  const isGold = new Uint8Array(index.items);
  for (const { item } of gold) isGold[item] = 1;
  const usual = new Int32Array(index.items);
  let found = 0;
  for (let i = 0; i < index.items; i++) {
    const count = ratingsOf(index, i);
    if (count > 0 && isGold[i] === 0) usual[found++] = count;
  }
  return usual.subarray(0, found);
}

/** This many of a list, or all where it has no more; the first places are shuffled, in place. */
function drawSome(list: Int32Array, most: number, random: Random): Int32Array {
  if (list.length <= most) return list;
  for (let at = 0; at < most; at++) {
    const other = at + Math.floor(random() * (list.length - at));
    const moved = list[at];
    list[at] = list[other];
    list[other] = moved;
  }
  return list.subarray(0, most);
}
