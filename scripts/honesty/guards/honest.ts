// How often honest crowds raise an alarm, and how often a planted collapse does.
import type { Labeling } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { findAlarms } from "#lib/statistics/aggregation/guards.ts";
import { dawidSkene } from "#lib/statistics/aggregation/models/dawid-skene.ts";
import { summarize } from "#lib/statistics/aggregation/models/posterior.ts";
import { majorityVote } from "#lib/statistics/aggregation/votes/majority.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { COLLAPSES, FOLLOWED, followLast } from "./collapses.ts";
import { fitAll, GUARDED, type Guarded } from "./fits.ts";
import { type Design, KINDS, simulateCrowd } from "./honest-crowds.ts";

/** Crowds of one size. */
export type Size = { readonly people: number; readonly items: number; readonly part: number };

const ASTRAY = 0.1;

/** The sizes, and which part of the crowds each gets. */
export const SIZES: readonly Size[] = [
  { people: 15, items: 100, part: 0.32 },
  { people: 30, items: 150, part: 0.32 },
  { people: 8, items: 60, part: 0.16 },
  { people: 50, items: 250, part: 0.1 },
  { people: 12, items: 500, part: 0.1 },
];

/** Of one size: how many crowds, and by model how many alarms; of each collapse how often it was planted and caught. */
export type Honest = {
  readonly size: Size;
  readonly crowds: number;
  readonly alarms: ReadonlyMap<Guarded, number>;
  /** Of these, how many of models that really went astray: ten points or more below the plain vote */
  readonly astray: ReadonlyMap<Guarded, number>;
  /** Crowds in which an opinion of the pool was not heard */
  readonly silenced: number;
  /** Crowds in which the mixture's likelihood fell */
  readonly fallen: number;
  readonly planted: ReadonlyMap<string, { times: number; caught: number }>;
};

/** @param crowds of all sizes together */
export function measureHonest(crowds: number, seed: number, say: (line: string) => void): Honest[] {
  return SIZES.map((size) => {
    say(`guards: honest crowds, ${size.people} people, ${size.items} items`);
    return measureSize(size, Math.ceil(crowds * size.part), createRandom(seed));
  });
}

function measureSize(size: Size, crowds: number, random: Random): Honest {
  const alarms = new Map<Guarded, number>(GUARDED.map((name) => [name, 0]));
  const astray = new Map<Guarded, number>(GUARDED.map((name) => [name, 0]));
  const planted = new Map<string, { times: number; caught: number }>();
  let [silenced, fallen] = [0, 0];
  for (let crowd = 0; crowd < crowds; crowd++) {
    const design = designOf(size, crowd, random);
    const { labeling, truth } = simulateCrowd(design, random);
    const fits = fitAll(labeling);
    for (const name of GUARDED.filter((model) => fits.alarms[model].length > 0)) {
      count(alarms, name);
      if (isAstray(labeling, truth, fits.posteriors[name])) count(astray, name);
    }
    if (fits.silent > 0) silenced++;
    if (fits.hasFallen) fallen++;
    // The models take turns in being spoiled.
    const model = GUARDED[crowd % GUARDED.length] ?? "pooled";
    const index = byItem(labeling);
    for (const [name, collapse] of Object.entries(COLLAPSES)) {
      const posterior = collapse({ labeling, posterior: fits.posteriors[model] }, random);
      tick(planted, name, findAlarms(index, posterior).length > 0);
    }
    for (const { name, loud, says } of FOLLOWED) {
      const { labeling: louder } = simulateCrowd({ ...design, loud, says }, random);
      const posterior = followLast({ labeling: louder, posterior: dawidSkene(byItem(louder)).posterior });
      tick(planted, name, findAlarms(byItem(louder), posterior).length > 0);
    }
  }
  return { size, crowds, alarms, astray, silenced, fallen, planted };
}

function isAstray(labeling: Labeling, truth: Uint8Array, posterior: Float64Array): boolean {
  const right = (label: Int8Array) => truth.reduce((sum, level, i) => sum + (label[i] === level ? 1 : 0), 0);
  const model = right(summarize(posterior, labeling.levels).mode);
  return model <= right(majorityVote(labeling).label) - ASTRAY * truth.length;
}

/** Kinds, levels and answers an item by turns, so that every combination comes up. */
function designOf({ people, items }: Size, crowd: number, random: Random): Design {
  return {
    ...{ people, items, each: crowd % 2 === 0 ? 3 : 5, levels: 2 + (crowd % 6) },
    kind: KINDS[Math.floor(random() * KINDS.length)] ?? "leaning",
    isEven: random() < 0.5,
  };
}

function count(counts: Map<Guarded, number>, name: Guarded): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function tick(counts: Map<string, { times: number; caught: number }>, name: string, isCaught: boolean): void {
  const { times, caught } = counts.get(name) ?? { times: 0, caught: 0 };
  counts.set(name, { times: times + 1, caught: caught + (isCaught ? 1 : 0) });
}
