// Projects with gold and known truth, drawn anew each time: the demo's people on the demo's items, and a crowd outside the
// mixture's family.
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";
import { CROWD, judgeAs, pickPeople } from "#prisma/demo/crowd.ts";
import { acceptedLevels, demoPairs } from "#prisma/demo/pairs.ts";
import { pick, simulateCrowd } from "../guards/honest-crowds.ts";

/** By item: the true level, and for gold the set of accepted levels. */
export type Project = {
  readonly labeling: Labeling;
  readonly truth: Uint8Array;
  /** Bit sets, 0 = not gold */
  readonly gold: Int32Array;
  /** What the key of each item would accept, were it gold */
  readonly keys: Int32Array;
};

const DEMO_LEVELS = 5;
const PER_LEVEL = 12;
/** Of the ordinary items, the part with three answers, and the part with any. */
const DONE = 0.8;
const BEGUN = 0.86;

/** The demo's items; which of a level are gold, and every answer, are drawn. Gold is balanced by level, keys accept neighbors. */
export function drawDemo(random: Random): Project {
  const pairs = shuffled(demoPairs(), random);
  const gold = chooseByLevel(
    pairs.map(({ truth }) => truth - 1),
    { levels: DEMO_LEVELS, each: PER_LEVEL },
    random,
  );
  const ordinary = pairs.length - gold.size;
  const triples: [number, number, number][] = [];
  let [seen, used] = [0, 0];
  const kept: number[] = [];
  pairs.forEach(({ truth }, at) => {
    const isGold = gold.has(at);
    const place = isGold ? 0 : seen++ / ordinary;
    const wanted = place < DONE ? 3 : place < BEGUN ? 1 + Math.floor(random() * 2) : 0;
    if (wanted === 0) return;
    for (const person of pickPeople(wanted, random)) {
      const character = CROWD[person];
      if (character !== undefined)
        triples.push([used, person, judgeAs(character, truth, DEMO_LEVELS, random) - 1]);
    }
    kept.push(at);
    used++;
  });
  const keys = Int32Array.from(kept, (at) => {
    const pair = pairs[at];
    return pair === undefined ? 0 : bitsOf(acceptedLevels(pair, pair.truth).map((level) => level - 1));
  });
  return {
    labeling: labelingFromTriples({ items: used, annotators: CROWD.length, levels: DEMO_LEVELS }, triples),
    truth: Uint8Array.from(kept, (at) => (pairs[at]?.truth ?? 1) - 1),
    gold: keys.map((bits, item) => (gold.has(kept[item] ?? -1) ? bits : 0)),
    keys,
  };
}

/** Fourteen people who confuse levels each in their own way, uneven levels, exact keys, gold balanced by level. */
export function drawConfused(random: Random): Project {
  const { labeling, truth } = simulateCrowd(
    { people: 14, items: 520, each: 3, levels: 4, kind: "confusing", isEven: false },
    random,
  );
  const chosen = chooseByLevel([...truth], { levels: 4, each: 14 }, random);
  const keys = Int32Array.from(truth, (level) => 1 << level);
  return { labeling, truth, gold: keys.map((bits, item) => (chosen.has(item) ? bits : 0)), keys };
}

function chooseByLevel(
  truth: readonly number[],
  { levels, each }: { levels: number; each: number },
  random: Random,
): Set<number> {
  return new Set(
    Array.from({ length: levels }, (_, level) => {
      const own = [...truth.keys()].filter((at) => truth[at] === level);
      return pick(own.length, each, random).map((at) => own[at] ?? -1);
    }).flat(),
  );
}

function bitsOf(labels: readonly number[]): number {
  return labels.reduce((bits, label) => bits | (1 << label), 0);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return pick(list.length, list.length, random).map((at) => list[at] as T);
}
