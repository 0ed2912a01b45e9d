// Real sets as gold: the answers on items of one known level.
import { goldStrata } from "#lib/statistics/trust/gold-strata.ts";
import type { GoldTrials } from "#lib/statistics/trust/gold-trials.ts";
import type { RatedSet } from "../sets.ts";

/** Answers of a set on the items with one known level, and the shares of the levels among these items. */
export type GoldSet = {
  readonly name: string;
  readonly trials: GoldTrials;
  readonly shares: Float64Array;
  readonly truth: number;
};

const FEWEST_PEOPLE = 8;
/** Of sets with many people few are drawn, too. */
const MANY_PEOPLE = 40;
const FEW_PEOPLE = 20;

/** Nothing where too few people answered, or no level is known. */
export function goldSet({ name, labeling, truth }: RatedSet): GoldSet | null {
  const shares = new Float64Array(labeling.levels);
  truth.forEach((bits) => {
    const level = levelOf(bits);
    if (level >= 0) shares[level] = (shares[level] ?? 0) + 1;
  });
  const kept = Array.from(labeling.item.keys()).filter(
    (r) => levelOf(truth[labeling.item[r] ?? 0] ?? 0) >= 0,
  );
  const pick = (of: Int32Array | Uint8Array) => Int32Array.from(kept, (r) => of[r] ?? 0);
  const item = pick(labeling.item);
  const level = Uint8Array.from(item, (i) => levelOf(truth[i] ?? 0));
  const right = Uint8Array.from(pick(labeling.label), (given, r) => (given === level[r] ? 1 : 0));
  const trials = { annotator: pick(labeling.annotator), item, level, right };
  const strata = goldStrata(trials, shares);
  if (strata === null || new Set(trials.annotator).size < FEWEST_PEOPLE) return null;
  return { name, trials, shares, truth: strata.accuracy };
}

/** The level of an item of which one is right, else -1. */
function levelOf(bits: number): number {
  return bits !== 0 && (bits & (bits - 1)) === 0 ? 31 - Math.clz32(bits) : -1;
}

/** A set with as many people as it has, and with few of them where they are many. */
export function crowdsOf(set: GoldSet): { name: string; people: number }[] {
  const people = new Set(set.trials.annotator).size;
  const all = { name: set.name, people };
  return people < MANY_PEOPLE
    ? [all]
    : [all, { name: `${set.name}, ${FEW_PEOPLE} of ${people} people`, people: FEW_PEOPLE }];
}
