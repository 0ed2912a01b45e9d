// Crowds in which three or four of ten people always give the same low level: they are careless, and no model that sees
// through them has collapsed.
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { levelWeights } from "#lib/statistics/aggregation/votes/level-weights.ts";
import { majorityVote } from "#lib/statistics/aggregation/votes/majority.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { fitAll, GUARDED, type Guarded } from "./fits.ts";
import { type Design, KINDS, type Simulated, simulateCrowd } from "./honest-crowds.ts";

/** Of one size: how many crowds, by model how many alarms, and how many of these where the model had really gone astray. */
export type Careless = {
  readonly people: number;
  readonly items: number;
  readonly crowds: number;
  readonly alarms: ReadonlyMap<Guarded, number>;
  readonly astray: ReadonlyMap<Guarded, number>;
};

type Size = { readonly people: number; readonly items: number; readonly part: number };

const SHARE = { least: 0.3, most: 0.4 } as const;
/** A model is astray this far below the vote of those who look, or where it lost a class that they find. */
const ASTRAY = { points: 0.1, lost: 0.2, found: 0.4 } as const;

/** @param crowds of all sizes together */
export function measureCareless(
  sizes: readonly Size[],
  crowds: number,
  seed: number,
  say: (line: string) => void,
): Careless[] {
  return sizes.map(({ people, items, part }) => {
    say(`guards: careless people, ${people} people, ${items} items`);
    return measureSize(people, items, Math.ceil(crowds * part), createRandom(seed));
  });
}

function measureSize(people: number, items: number, crowds: number, random: Random): Careless {
  const alarms = new Map<Guarded, number>();
  const astray = new Map<Guarded, number>();
  for (let crowd = 0; crowd < crowds; crowd++) {
    const { labeling, truth, looking } = simulateCareless(people, items, crowd, random);
    const fits = fitAll(labeling);
    for (const name of GUARDED.filter((model) => fits.alarms[model].length > 0)) {
      alarms.set(name, (alarms.get(name) ?? 0) + 1);
      if (!isAstray(looking, truth, fits.posteriors[name])) continue;
      astray.set(name, (astray.get(name) ?? 0) + 1);
    }
  }
  return { people, items, crowds, alarms, astray };
}

/** An honest crowd whose first people answer without looking. */
function simulateCareless(
  people: number,
  items: number,
  crowd: number,
  random: Random,
): Simulated & { looking: Labeling } {
  const levels = 2 + (crowd % 6);
  const design: Design = {
    ...{ people, items, levels, each: crowd % 2 === 0 ? 3 : 5, isEven: random() < 0.5 },
    kind: KINDS[Math.floor(random() * KINDS.length)] ?? "leaning",
  };
  const { labeling, truth } = simulateCrowd(design, random);
  const careless = Math.round(people * (SHARE.least + (SHARE.most - SHARE.least) * random()));
  // The lowest level, or on a longer scale the one above it.
  const low = levels > 3 && random() < 0.5 ? 1 : 0;
  const triples = [...labeling.item].map((item, r): [number, number, number] => {
    const a = labeling.annotator[r] ?? 0;
    return [item, a, a < careless ? low : (labeling.label[r] ?? 0)];
  });
  const shape = { items, annotators: people, levels };
  return {
    labeling: labelingFromTriples(shape, triples),
    truth,
    looking: labelingFromTriples(
      shape,
      triples.filter(([, a]) => a >= careless),
    ),
  };
}

function isAstray(looking: Labeling, truth: Uint8Array, posterior: Float64Array): boolean {
  const { levels } = looking;
  const votes = levelWeights(looking);
  const { label } = majorityVote(looking);
  const right = { model: 0, vote: 0 };
  const of = Array.from({ length: levels }, () => ({ items: 0, model: 0, vote: 0 }));
  truth.forEach((level, i) => {
    const row = posterior.subarray(i * levels, (i + 1) * levels);
    const given = votes.subarray(i * levels, (i + 1) * levels).reduce((sum, count) => sum + count, 0);
    const own = of[level];
    if (own === undefined || given === 0) return;
    own.items++;
    own.model += row[level] ?? 0;
    if (label[i] === level) own.vote++;
    if (label[i] === level) right.vote++;
    if (row.indexOf(Math.max(...row)) === level) right.model++;
  });
  const isLost = of.some(
    ({ items, model, vote }) => model < ASTRAY.lost * items && vote >= ASTRAY.found * items,
  );
  return isLost || right.model <= right.vote - ASTRAY.points * truth.length;
}
