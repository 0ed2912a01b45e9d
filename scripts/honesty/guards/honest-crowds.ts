// Honest crowds with known truth: everybody looks, and differs from the others in one of five ways.
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";

/** What a simulated crowd is made of. */
export type Design = {
  readonly people: number;
  readonly items: number;
  /** Answers per item, each by another person */
  readonly each: number;
  readonly levels: number;
  readonly kind: Kind;
  /** Whether the levels are equally common */
  readonly isEven: boolean;
  /** Part of the items that one more person answers, the last, who only guesses; 0 for none */
  readonly loud?: number;
  /** The level that this person always gives; where it is left out, any */
  readonly says?: number | undefined;
};

export type Simulated = { readonly labeling: Labeling; readonly truth: Uint8Array };

/** From people who answer as they see the scale to people who each have confusions of their own. */
export const KINDS = ["leaning", "guessing now and then", "confusing", "one accuracy", "hard items"] as const;
export type Kind = (typeof KINDS)[number];

/** Says what somebody answers to an item of a level; difficulty 1 is usual. */
type Person = (level: number, difficulty: number, random: Random) => number;

export function simulateCrowd(design: Design, random: Random): Simulated {
  const { people, items, each, levels, kind, isEven, loud = 0, says } = design;
  const crowd = Array.from({ length: people }, () => newPerson(kind, levels, random));
  const shares = isEven ? new Array<number>(levels).fill(1 / levels) : unevenShares(levels, random);
  const truth = Uint8Array.from({ length: items }, () => drawFrom(shares, random));
  const triples: [number, number, number][] = [];
  truth.forEach((level, item) => {
    const difficulty = kind === "hard items" ? Math.exp(0.5 * normal(random)) : 1;
    for (const a of pick(people, each, random)) {
      triples.push([item, a, (crowd[a] as Person)(level, difficulty, random)]);
    }
    if (random() < loud) triples.push([item, people, says ?? Math.floor(random() * levels)]);
  });
  const annotators = people + (loud > 0 ? 1 : 0);
  return { labeling: labelingFromTriples({ items, annotators, levels }, triples), truth };
}

function newPerson(kind: Kind, levels: number, random: Random): Person {
  switch (kind) {
    case "leaning":
      return looking(levels, 0.4 * normal(random), between(0.4, 0.9, random), 0);
    case "guessing now and then":
      return looking(levels, 0, between(0.3, 0.7, random), between(0, 0.25, random));
    case "hard items":
      return looking(levels, 0.2 * normal(random), between(0.35, 0.7, random), 0.03);
    case "one accuracy":
      return fromRows(evenRows(levels, between(0.6, 0.95, random)));
    case "confusing":
      return fromRows(confusedRows(levels, random));
  }
}

/** Somebody who sees the level with a lean and a blur, in levels, and sometimes says anything. */
function looking(levels: number, lean: number, blur: number, guesses: number): Person {
  // With two levels half a level decides, so the same blur would be no look at all.
  const scale = levels === 2 ? 0.6 : 1;
  return (level, difficulty, random) => {
    if (random() < guesses) return Math.floor(random() * levels);
    const seen = Math.round(level + scale * (lean + blur * difficulty * normal(random)));
    return Math.max(0, Math.min(levels - 1, seen));
  };
}

function fromRows(rows: readonly (readonly number[])[]): Person {
  return (level, _difficulty, random) => drawFrom(rows[level] ?? [], random);
}

function evenRows(levels: number, right: number): number[][] {
  return Array.from({ length: levels }, (_, k) =>
    Array.from({ length: levels }, (_, l) => (k === l ? right : (1 - right) / (levels - 1))),
  );
}

/** Of each level right with .55 to .95; the errors fall anywhere, in a way of their own. */
function confusedRows(levels: number, random: Random): number[][] {
  return Array.from({ length: levels }, (_, k) => {
    const right = between(0.55, 0.95, random);
    const parts = Array.from({ length: levels }, (_, l) => (l === k ? 0 : -Math.log(1 - random())));
    const all = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part, l) => (l === k ? right : ((1 - right) * part) / all));
  });
}

/** From common to rare, in a random order: each level is .6 times as common as the one before. */
function unevenShares(levels: number, random: Random): number[] {
  const parts = Array.from({ length: levels }, (_, k) => 0.6 ** k);
  const all = parts.reduce((sum, part) => sum + part, 0);
  return pick(levels, levels, random).map((at) => (parts[at] ?? 0) / all);
}

/** This many different numbers below `size`, in random order. */
export function pick(size: number, count: number, random: Random): number[] {
  return Array.from({ length: size }, (_, a) => ({ a, key: random() }))
    .sort((one, other) => one.key - other.key)
    .slice(0, count)
    .map(({ a }) => a);
}

function drawFrom(shares: readonly number[], random: Random): number {
  let left = random();
  const level = shares.findIndex((part) => {
    left -= part;
    return left < 0;
  });
  return level === -1 ? shares.length - 1 : level;
}

function between(least: number, most: number, random: Random): number {
  return least + (most - least) * random();
}

function normal(random: Random): number {
  return normalQuantile(Math.max(Number.MIN_VALUE, random()));
}
