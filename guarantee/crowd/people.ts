import { seeded } from "../random.ts";

const LEVELS = 5;

/** Six ways of answering without doing the work, and people who do it. */
export const BAD_KINDS = ["random", "constant", "middle", "inverted", "careless", "sleeper"] as const;
export type Kind = (typeof BAD_KINDS)[number] | "honest";

/** A sleeper does the work for this many answers. */
const AWAKE = 20;

export type Simulated = { no: number; kind: Kind; answer(itemNo: number): number };

/** The true value of an item, between the levels. Items near the border of two levels are hard, and nobody knows the value. */
export function worthOf(seed: number, itemNo: number): number {
  return 0.5 + LEVELS * seeded(seed, `item ${itemNo}`).next();
}

export function trueLevel(worth: number): number {
  return clamp(Math.round(worth));
}

/** Gold levels as an expert writes them: the level, and its neighbor where a quarter of a level decides. */
export function goldLevelsOf(worth: number): number[] {
  const level = trueLevel(worth);
  const neighbor = clamp(worth < level ? level - 1 : level + 1);
  return Math.abs(Math.abs(worth - level) - 0.5) <= 0.25 && neighbor !== level
    ? [level, neighbor].sort()
    : [level];
}

/** People read an item with an error of their own size and lean; the bad ones hardly look at it. */
export function simulatePerson(seed: number, no: number, kind: Kind): Simulated {
  const random = seeded(seed, `person ${no}`);
  const lean = 0.3 * normal(random.next);
  const noise = 0.3 + 0.4 * random.next();
  const favorite = 1 + random.below(LEVELS);
  let given = 0;
  const honest = (itemNo: number) =>
    clamp(Math.round(worthOf(seed, itemNo) + lean + noise * normal(random.next)));
  const anything = () => 1 + random.below(LEVELS);
  const answers: Record<Kind, (itemNo: number) => number> = {
    honest,
    random: anything,
    constant: () => favorite,
    middle: () => 2 + random.below(3),
    inverted: (itemNo) => LEVELS + 1 - honest(itemNo),
    careless: (itemNo) => (random.chance(0.7) ? anything() : honest(itemNo)),
    sleeper: (itemNo) => (++given <= AWAKE ? honest(itemNo) : anything()),
  };
  return { no, kind, answer: answers[kind] };
}

function clamp(level: number): number {
  return Math.min(LEVELS, Math.max(1, level));
}

/** Box and Muller, Annals of Mathematical Statistics 29, 1958. */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
