import type { Labeling } from "#lib/labeling.ts";
import type { GoldLabels } from "./gold-labels.ts";
import { ratingsPerItem } from "./votes/level-weights.ts";

/** This many answers a person, and half of what they tell about the person is believed. */
const HALF_KNOWN = 10;
/** Of two people nobody can say who of them errs. */
const TWO_PEOPLE = 0.3;
/** This many answered gold items count as much as all other answers. */
const GOLD_HALF = 20;

/**
 * How far a rule that learns about people is to be believed beside the plain vote, 0 (not at all) to 1.
 *
 * With M answers a person and A people: M² / (M² + 100), times 0 for one person, .3 for two, 1 - 1 / (A - 1)² for more.
 * G answered gold items take the doubt down to 20 / (20 + G) of it. A rule that is fitted on less than it can learn from
 * invents labels: one person who says 4 twice was labeled 3 twice.
 * A convention, not a theorem: form and constants are ours.
 * @param labeling I items, A annotators, K levels; the shapes are taken as true, nothing is thrown
 * @param gold I bit sets, 0 = not gold
 * @returns a fraction 0..1; 0 without ratings
 * @example six answers of one person: 0; 14 people with 90 answers each: .98
 */
export function beliefInPeople(labeling: Labeling, gold?: GoldLabels): number {
  const people = countAnnotators(labeling);
  if (people === 0) return 0;
  const each = labeling.annotator.length / people;
  const byPeople = people === 1 ? 0 : people === 2 ? TWO_PEOPLE : 1 - 1 / (people - 1) ** 2;
  const belief = (each ** 2 / (each ** 2 + HALF_KNOWN ** 2)) * byPeople;
  return 1 - (1 - belief) * (GOLD_HALF / (GOLD_HALF + answeredGold(labeling, gold)));
}

/** How many annotators gave a rating. */
export function countAnnotators({ annotators, annotator }: Labeling): number {
  const hasRated = new Uint8Array(annotators);
  for (let r = 0; r < annotator.length; r++) hasRated[annotator[r]] = 1;
  return hasRated.reduce((sum, one) => sum + one, 0);
}

/**
 * How many gold items have at least one answer.
 * @param labeling I items @param gold I bit sets, 0 = not gold; 0 items where it is left out
 */
export function answeredGold(labeling: Labeling, gold?: GoldLabels): number {
  if (gold === undefined) return 0;
  const ratings = ratingsPerItem(labeling);
  return gold.reduce((sum, bits, i) => sum + (bits !== 0 && ratings[i] > 0 ? 1 : 0), 0);
}
