// A set as it is, or with few labels an item.
import { groupRatings, keepRatings, type Labeling } from "#lib/labeling.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import type { RatedSet } from "../sets.ts";
import { shuffle } from "./gold.ts";

/** One line of the tables: a set, with one labeling or several thinned ones. */
export type Variant = {
  readonly name: string;
  readonly set: RatedSet;
  readonly labelings: readonly Labeling[];
};

const FEW = 3;

/** The whole set, and where an item has more than three labels, subsets with at most three. */
export function variantsOf(set: RatedSet, thinnings: number, seed: number): Variant[] {
  const { name, labeling } = set;
  const whole = { name, set, labelings: [labeling] };
  const ratings = groupRatings(labeling.item, labeling.items).start;
  if (ratings.every((start, i) => (ratings[i + 1] ?? 0) - start <= FEW)) return [whole];
  const labelings = Array.from({ length: thinnings }, (_, n) => thin(labeling, FEW, seed + n));
  return [whole, { name: `${name}, at most ${FEW}`, set, labelings }];
}

/** At most this many ratings of every item, drawn at random. */
export function thin(labeling: Labeling, most: number, seed: number): Labeling {
  const random = createRandom(seed);
  const { start, rating } = groupRatings(labeling.item, labeling.items);
  const keep = new Uint8Array(rating.length);
  for (let i = 0; i < labeling.items; i++) {
    for (const r of shuffle([...rating.subarray(start[i], start[i + 1])], random).slice(0, most)) keep[r] = 1;
  }
  return keepRatings(labeling, keep);
}

/** All labels of gold items, those of the thinned labeling for the others. */
export function withWholeGold(whole: Labeling, thinned: Labeling, gold: Int32Array): Labeling {
  const kept = (labeling: Labeling, isGold: boolean) =>
    keepRatings(
      labeling,
      Uint8Array.from(labeling.item, (item) => ((gold[item] !== 0) === isGold ? 1 : 0)),
    );
  const [keys, rest] = [kept(whole, true), kept(thinned, false)];
  return {
    ...whole,
    item: Int32Array.of(...keys.item, ...rest.item),
    annotator: Int32Array.of(...keys.annotator, ...rest.annotator),
    label: Uint8Array.of(...keys.label, ...rest.label),
  };
}
