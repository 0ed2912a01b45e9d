// Runs every rule on a variant of a set under one regime of gold.
import type { Labeling } from "#lib/labeling.ts";
import { type Opinions, opinionsOf } from "#lib/statistics/aggregation/pool/opinions.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { BadInput } from "../../consensus/table.ts";
import type { RatedSet } from "../sets.ts";
import { type Answers, answer, SCORED, type Scored } from "./answers.ts";
import { drawGold, type GoldKind, goldSize, widenKeys } from "./gold.ts";
import { addDraw, newTally, type Outcome, outcomeOf } from "./tally.ts";
import { type Variant, withWholeGold } from "./thin.ts";

export type Regime = {
  readonly name: string;
  readonly gold: { readonly kind: GoldKind; readonly size: number } | null;
  /** Whether the pool is told how gold was chosen; otherwise it finds out */
  readonly isGoldByLevel?: boolean;
  /** Whether the rivals that are models hold to the gold as well; otherwise they never see it */
  readonly isClamped: boolean;
  /** Whether half of the keys accept a neighboring level too */
  readonly isWide: boolean;
  /** Whether gold keeps all its labels where other items are thinned, as it does when everybody answers it */
  readonly isGoldWhole?: boolean;
};

/** What is measured on a variant: outcomes by rule, and the gold items of a draw. */
export type Result = {
  readonly variant: Variant;
  readonly gold: number;
  readonly outcomes: ReadonlyMap<Scored, Outcome>;
};

/** The mixture is no rival, and to fit it again for every draw would take more time than all the others. */
const HOLDS_TO_GOLD: readonly Scored[] = ["dawid-skene", "mace", "one-coin"];

/** One of them may be gold, and one is left to measure on. */
const LEAST_ITEMS = 2;

/** @throws BadInput with a sentence about the first set that is too small to be measured */
export function refuseSmallSets(sets: readonly RatedSet[]): void {
  for (const { name, labeling, truth } of sets) {
    const { length } = knownItems(labeling, truth);
    if (length < LEAST_ITEMS)
      throw new BadInput(
        `${name}: needs at least ${LEAST_ITEMS} items with an answer and a truth, has ${length}`,
      );
  }
}

/** Answers that no gold changes, kept for the next regime. */
const kept = new WeakMap<Labeling, { opinions: Opinions; free: Map<Scored, Answers> }>();

export function runRegime(
  variant: Variant,
  regime: Regime,
  { draws, seed }: { draws: number; seed: number },
): Result {
  const { set, labelings } = variant;
  const { truth } = set;
  const random = createRandom(seed);
  const rules = SCORED.filter((rule) => set.isOrdinal || rule !== "median");
  const tallies = new Map(rules.map((rule) => [rule, newTally(truth.length)]));
  let size = 0;
  for (let draw = 0; draw < (regime.gold === null ? labelings.length : draws); draw++) {
    const thinned = labelings[draw % labelings.length] as Labeling;
    const known = knownItems(thinned, truth);
    const gold = goldOf(regime, truth, known, random);
    const isWhole = regime.isGoldWhole === true && gold !== null;
    const labeling = isWhole ? withWholeGold(set.labeling, thinned, gold) : thinned;
    const measured = known.filter((item) => gold?.[item] === undefined || gold[item] === 0);
    size = known.length - measured.length;
    const given = gold !== null && regime.isWide ? widenKeys(gold, labeling.levels, random) : gold;
    for (const [rule, tally] of tallies) {
      addDraw(tally, answersOf(labeling, truth, rule, regime, given), measured, seed + draw);
    }
  }
  const outcomes = new Map([...tallies].map(([rule, tally]) => [rule, outcomeOf(tally)]));
  return { variant, gold: size, outcomes };
}

function goldOf(
  { gold }: Regime,
  truth: Int32Array,
  known: readonly number[],
  random: () => number,
): Int32Array | null {
  if (gold === null) return null;
  return drawGold(truth, known, { kind: gold.kind, size: goldSize(known, gold.size) }, random);
}

/** Items that have a truth and a rating. */
function knownItems(labeling: Labeling, truth: Int32Array): number[] {
  const hasRating = new Uint8Array(labeling.items);
  for (const item of labeling.item) hasRating[item] = 1;
  return [...truth.keys()].filter((item) => truth[item] !== 0 && hasRating[item] === 1);
}

function answersOf(
  labeling: Labeling,
  truth: Int32Array,
  rule: Scored,
  { isClamped, isGoldByLevel }: Regime,
  gold: Int32Array | null,
): Answers {
  const { opinions, free } = keptOf(labeling);
  if (rule === "pooled") {
    return answer(labeling, truth, rule, gold === null ? { opinions } : { gold, isGoldByLevel, opinions });
  }
  if (HOLDS_TO_GOLD.includes(rule) && isClamped && gold !== null)
    return answer(labeling, truth, rule, { gold });
  const found = free.get(rule) ?? answer(labeling, truth, rule);
  free.set(rule, found);
  return found;
}

function keptOf(labeling: Labeling) {
  const found = kept.get(labeling) ?? { opinions: opinionsOf(labeling), free: new Map<Scored, Answers>() };
  kept.set(labeling, found);
  return found;
}
