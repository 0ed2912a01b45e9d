// Simulated crowds with known truth, none of which is of the mixture's kind: errors grow with the item's difficulty, which all
// people share.
import { labelingFromTriples } from "#lib/labeling.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";
import type { Small } from "./tiny-cut.ts";

export type Crowd = {
  readonly name: string;
  /** Shares of the levels */
  readonly shares: readonly number[];
  /** Least and most blur of a person, in levels */
  readonly noise: readonly [number, number];
  /** Part of the people who guess */
  readonly guessers: number;
};

export const CROWDS: readonly Crowd[] = [
  { name: "honest, five levels", shares: [0.2, 0.2, 0.2, 0.2, 0.2], noise: [0.4, 0.9], guessers: 0 },
  { name: "honest, two levels", shares: [0.6, 0.4], noise: [0.25, 0.6], guessers: 0 },
  { name: "uneven scale", shares: [0.65, 0.15, 0.1, 0.06, 0.04], noise: [0.4, 0.9], guessers: 0 },
  { name: "three in ten guess", shares: [0.2, 0.2, 0.2, 0.2, 0.2], noise: [0.4, 0.9], guessers: 0.3 },
];

/** Everybody rates every item. */
export function simulateProject(
  { shares, noise, guessers }: Crowd,
  { people, items }: { people: number; items: number },
  random: Random,
): Small {
  const levels = shares.length;
  const persons = Array.from({ length: people }, () => ({
    isGuessing: random() < guessers,
    blur: noise[0] + random() * (noise[1] - noise[0]),
    lean: 0.3 * normal(random),
  }));
  const truth = Array.from({ length: items }, () => drawLevel(shares, random));
  const triples = truth.flatMap((level, item) => {
    const difficulty = Math.exp(0.4 * normal(random));
    return persons.map(({ isGuessing, blur, lean }, a): [number, number, number] => {
      const seen = Math.round(level + lean + blur * difficulty * normal(random));
      const said = isGuessing ? Math.floor(random() * levels) : Math.max(0, Math.min(levels - 1, seen));
      return [item, a, said];
    });
  });
  return {
    labeling: labelingFromTriples({ items, annotators: people, levels }, triples),
    truth: Int32Array.from(truth, (level) => 1 << level),
  };
}

function drawLevel(shares: readonly number[], random: Random): number {
  let left = random();
  const level = shares.findIndex((part) => {
    left -= part;
    return left < 0;
  });
  return level === -1 ? shares.length - 1 : level;
}

function normal(random: Random): number {
  return normalQuantile(Math.max(Number.MIN_VALUE, random()));
}
