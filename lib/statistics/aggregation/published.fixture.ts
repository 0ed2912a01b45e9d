// Published and simulated data that the tests of this folder hold the rules against.

import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";

type Triple = [item: number, annotator: number, label: number];

/**
 * Dawid & Skene 1979, Applied Statistics 28, table 1: 45 patients, four classes of fitness; the first observer assessed
 * each patient three times, four others once. One word per patient: 111 2 3 4 5 by observer.
 */
const WORDS =
  `1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212
   1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111
   1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111
   2322222 1211111 2222222`.split(/\s+/);

export const PATIENTS: Labeling = labelingFromTriples(
  { items: 45, annotators: 5, levels: 4 },
  WORDS.flatMap((word, patient) =>
    [...word].map((digit, at): Triple => [patient, Math.max(0, at - 2), Number(digit) - 1]),
  ),
);

/** One person of a simulated crowd: how often they guess, what they say then, their lean and their noise in levels. */
export type Person = {
  readonly spam: number;
  readonly says?: number;
  readonly bias: number;
  readonly noise: number;
};

/** People who look, with some noise and no lean. */
export function carefulPeople(count: number, noise = 0.5): Person[] {
  return Array.from({ length: count }, () => ({ spam: 0, bias: 0, noise }));
}

/**
 * A crowd judging items of evenly spread classes: `each` different people per item, who see the class plus lean plus noise
 * and name the nearest level, or guess.
 * @returns the labeling and the true classes
 */
export function simulate(
  people: readonly Person[],
  { items, each, levels, seed }: { items: number; each: number; levels: number; seed: number },
): { labeling: Labeling; truth: number[] } {
  const random = createRandom(seed);
  const truth = Array.from({ length: items }, (_, i) => i % levels);
  const triples = truth.flatMap((actual, item) => {
    const order = people.map((_, annotator) => ({ annotator, key: random() })).sort((a, b) => a.key - b.key);
    return order.slice(0, each).map(({ annotator }): Triple => {
      const person = people[annotator];
      if (random() < person.spam) return [item, annotator, person.says ?? Math.floor(random() * levels)];
      const noise = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const seen = Math.round(actual + person.bias + person.noise * noise);
      return [item, annotator, Math.max(0, Math.min(levels - 1, seen))];
    });
  });
  return { labeling: labelingFromTriples({ items, annotators: people.length, levels }, triples), truth };
}

/** The same ratings in another order; `order` holds every index once. */
export function reorder(labeling: Labeling, order: readonly number[]): Labeling {
  return {
    ...labeling,
    item: Int32Array.from(order, (r) => labeling.item[r]),
    annotator: Int32Array.from(order, (r) => labeling.annotator[r]),
    label: Uint8Array.from(order, (r) => labeling.label[r]),
  };
}

/** The same ratings under other annotator numbers: `names[a]` is the new number of a. */
export function rename(labeling: Labeling, names: readonly number[]): Labeling {
  return { ...labeling, annotator: labeling.annotator.map((a) => names[a]) };
}
