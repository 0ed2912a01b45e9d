// Simulated people who judge simulated items, with and without guessers among them.
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { clusterSums } from "#lib/statistics/agreement/clusters/cluster-sums.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { draw, drawLevel, normal } from "./draw.ts";
import { COEFFICIENTS } from "./queries.ts";

export type CrowdPlan = {
  readonly name: string;
  readonly levels: readonly number[];
  /** How often somebody is a guesser */
  readonly guessers: number;
  /** Spread of people's leaning and of their noise, in levels */
  readonly lean: number;
  readonly noise: number;
};

export const CROWDS: readonly CrowdPlan[] = [
  { name: "no guesser", levels: [0.3, 0.2, 0.15, 0.15, 0.2], guessers: 0, lean: 0.25, noise: 0.7 },
  { name: "7% guessers", levels: [0.3, 0.2, 0.15, 0.15, 0.2], guessers: 0.07, lean: 0.25, noise: 0.7 },
];

const ITEMS = 454;
const PER_ITEM = 3;
/** Ratings of people who rate one item each: agreement of endless people on endless items. */
const ENDLESS = 200_000;

type Person = { readonly isGuesser: boolean; readonly lean: number; readonly noise: number };

/** By coefficient, of endless people on endless items. */
export function truthsOf(plan: CrowdPlan, seed: number): number[] {
  const random = createRandom(seed);
  const triples: [number, number, number][] = [];
  for (let item = 0; item < ENDLESS; item++) {
    const truth = drawLevel(plan.levels, random);
    for (let r = 0; r < PER_ITEM; r++)
      triples.push([item, r, rate(newPerson(plan, random), truth, plan, random)]);
  }
  const shape = { items: ENDLESS, annotators: PER_ITEM, levels: plan.levels.length };
  const { layout, total } = clusterSums(tally(labelingFromTriples(shape, triples)), null);
  return COEFFICIENTS.map(([, { reader }]) => reader(layout, total)() ?? Number.NaN);
}

export function drawCrowd(plan: CrowdPlan, size: number, random: Random): Labeling {
  const people = Array.from({ length: size }, () => newPerson(plan, random));
  const triples: [number, number, number][] = [];
  for (let item = 0; item < ITEMS; item++) {
    const truth = drawLevel(plan.levels, random);
    for (const who of draw(size, PER_ITEM, random)) {
      triples.push([item, who, rate(people[who] as Person, truth, plan, random)]);
    }
  }
  return labelingFromTriples({ items: ITEMS, annotators: size, levels: plan.levels.length }, triples);
}

function newPerson({ guessers, lean, noise }: CrowdPlan, random: Random): Person {
  return {
    isGuesser: random() < guessers,
    lean: lean * normal(random),
    noise: noise * Math.exp(0.3 * normal(random)),
  };
}

function rate(person: Person, truth: number, { levels }: CrowdPlan, random: Random): number {
  if (person.isGuesser) return Math.floor(random() * levels.length);
  const seen = Math.round(truth + person.lean + person.noise * normal(random));
  return Math.min(levels.length - 1, Math.max(0, seen));
}
