import { groupRatings, type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import type { WeighedGold } from "./gold-weight.ts";
import { askAgain, type Opinions } from "./opinions.ts";

/** This many draws of answers stand for a gold item. */
const DRAWS = 4;
const SEED = 1;
/** Gold may have this many times the answers of other items before it is cut down to them. */
const ALIKE = 1.25;

/** Gold, and what the opinions say of it. */
export type GoldView = { readonly opinions: Opinions; readonly gold: readonly WeighedGold[] };

/**
 * Gold with as many answers as other items have: where it has more than 1.25 times as many in the mean, each gold item is
 * replaced by four random draws of its answers, each as large as that of some other item, and counts a quarter for each.
 *
 * Everybody answers gold, so it has many answers and the opinions are surer there than anywhere else. Weights learned from
 * that do not fit items with three answers: on six public sets they cost up to 1.4 points and .04 of calibration.
 * Training under the conditions of use; the numbers are a convention of ours.
 */
export function goldLikeItems(
  labeling: Labeling,
  opinions: Opinions,
  gold: readonly WeighedGold[],
): GoldView {
  const { ratings } = opinions;
  const isGold = new Set(gold.map(({ item }) => item));
  const usual = ratings.filter((count, item) => count > 0 && !isGold.has(item));
  const given = gold.reduce((sum, { item }) => sum + ratings[item], 0) / gold.length;
  if (usual.length === 0 || given <= ALIKE * (usual.reduce((sum, count) => sum + count, 0) / usual.length)) {
    return { opinions, gold };
  }
  const random = createRandom(SEED);
  const { start, rating } = groupRatings(labeling.item, labeling.items);
  const triples: [number, number, number][] = [];
  const views: WeighedGold[] = [];
  for (const { item, bits, weight } of gold) {
    const own = rating.slice(start[item], start[item + 1]);
    for (let draw = 0; draw < DRAWS; draw++) {
      const size = usual[Math.floor(random() * usual.length)];
      for (const r of drawSome(own, size, random)) {
        triples.push([views.length, labeling.annotator[r], labeling.label[r]]);
      }
      views.push({ item: views.length, bits, weight: weight / DRAWS });
    }
  }
  const shape = { items: views.length, annotators: labeling.annotators, levels: labeling.levels };
  return { opinions: askAgain(opinions, labelingFromTriples(shape, triples)), gold: views };
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
