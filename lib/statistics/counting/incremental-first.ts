import { addRating, changeRating, emptyLiveCounts, type LiveCounts, removeRating } from "./incremental.ts";

/**
 * Live counts of the first planned ratings of each item, which is what the headline stands on: ratings collected
 * only where people disagree would flatter or blame it.
 *
 * What: remembers every rating with its place in the order of assignment and counts the first `most` of each item.
 * A rating that arrives late but was assigned early moves a later one out; one that is taken back lets the next in.
 * `counts` is the same, bit for bit, as live counts of `firstRatings` of the labeling in order of assignment.
 */
export type FirstCounts = {
  readonly most: number;
  readonly counts: LiveCounts;
  /** Ratings of each item, by place. */
  readonly given: Map<number, Given[]>;
};

type Given = { readonly place: number; label: number };

/**
 * Nothing rated yet; `most` ratings per item will count, the planned minimum.
 * Source: the first ratings of every item, because adaptive collection flatters agreement.
 */
export function emptyFirstCounts(levels: number, most: number): FirstCounts {
  return { most, counts: emptyLiveCounts(levels), given: new Map() };
}

/**
 * A new rating. O(K * d + ratings of the item).
 *
 * @throws RangeError when the place is taken. Source: integer sums are exact in any order.
 * @param place where it stands in the order of assignment; any number, unique within the item
 */
export function giveRating(first: FirstCounts, item: number, place: number, label: number): void {
  const given = first.given.get(item) ?? [];
  const at = given.findIndex((other) => other.place >= place);
  const index = at < 0 ? given.length : at;
  if (given[index]?.place === place) throw new RangeError(`item ${item} has a rating at place ${place}`);
  given.splice(index, 0, { place, label });
  first.given.set(item, given);
  if (index >= first.most) return;
  const pushedOut = given[first.most];
  if (pushedOut === undefined) addRating(first.counts, item, label);
  else changeRating(first.counts, item, pushedOut.label, label);
}

/**
 * The rating at a place has another label now. Throws RangeError if there is none.
 * Source: integer sums are exact in any order.
 */
export function correctRating(first: FirstCounts, item: number, place: number, label: number): void {
  const { given, index } = find(first, item, place);
  const rating = given[index] as Given;
  if (index < first.most) changeRating(first.counts, item, rating.label, label);
  rating.label = label;
}

/**
 * The rating at a place is gone. Throws RangeError if there is none.
 * Source: integer sums are exact in any order.
 */
export function takeRating(first: FirstCounts, item: number, place: number): void {
  const { given, index } = find(first, item, place);
  const [rating] = given.splice(index, 1) as [Given];
  if (index >= first.most) return;
  const movedIn = given[first.most - 1];
  if (movedIn === undefined) removeRating(first.counts, item, rating.label);
  else changeRating(first.counts, item, rating.label, movedIn.label);
}

function find(first: FirstCounts, item: number, place: number): { given: Given[]; index: number } {
  const given = first.given.get(item) ?? [];
  const index = given.findIndex((rating) => rating.place === place);
  if (index < 0) throw new RangeError(`item ${item} has no rating at place ${place}`);
  return { given, index };
}
