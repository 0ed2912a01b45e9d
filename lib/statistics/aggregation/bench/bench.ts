import type { Defined, Labeling } from "#lib/labeling.ts";
import { isEnough, RULES, type Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import { type ByItem, ratingsOf } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { type WeighedGold, weighGold } from "#lib/statistics/aggregation/pool/gold-weight.ts";
import { type Opinions, opinionsOf } from "#lib/statistics/aggregation/pool/opinions.ts";
import { poolerOf } from "#lib/statistics/aggregation/pool/pooled.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";
import { dealItems, ratedGold } from "./deals.ts";
import { type GoldTold, goldTold } from "./gold-told.ts";
import { comparePair, type Paired } from "./pairs.ts";
import { type BenchData, predictorOf, roleOfGold } from "./predict.ts";
import { type Recommendation, recommend } from "./recommendation.ts";
import { bestOf, SIMPLEST_FIRST } from "./simplicity.ts";
import { type BenchScores, type DealTally, tallyRule } from "./tally.ts";

/** A paired comparison with another rule: above 0 where the row's rule is better. */
export type Against = Paired & { readonly rule: Rule };

export type BenchPair = Paired & { readonly first: Rule; readonly second: Rule };

/** One rule on the bench: its scores on gold it had not seen, beside the plain vote and the best simpler rule. */
export type BenchRow = {
  readonly rule: Rule;
  readonly scores: Defined<BenchScores>;
  /** Alarms of its model; when there are any, the scores are partly those of what replaced it */
  readonly alarms: readonly Alarm[];
  /** Null for the plain vote itself, and without scores */
  readonly againstVote: Against | null;
  /** Null for the simplest rule, and without scores */
  readonly againstSimpler: Against | null;
};

export type Bench = {
  readonly rows: readonly BenchRow[];
  /** Of every two rules, the earlier asked first */
  readonly pairs: readonly BenchPair[];
  readonly recommendation: Recommendation;
  readonly gold: GoldTold;
};

export type BenchOptions = {
  readonly rules?: readonly Rule[];
  /** Parts into which gold is divided */
  readonly folds?: number;
  /** How often gold is dealt again, at most */
  readonly deals?: number;
  readonly random: Random;
  /** The rule that holds without gold: the pool, or the last of the rules where it is not among them */
  readonly standard?: Rule;
  /** Gives `opinionsOf` the same labeling, where they may be known already */
  readonly opinions?: () => Opinions;
} & Omit<BenchData, "labeling" | "gold" | "opinions" | "room">;

const FOLDS = 5;
const DEALS = 10;
/** Fits that gold takes part in are repeated for this many ratings in all, at least for one deal. */
const WORK = 50_000;
/** On this many other items at most is it asked where the rules differ. */
const OTHERS = 2000;

/**
 * The aggregation bench: every rule scored on the project's own gold by cross-validation, and compared in pairs on the
 * same gold items, so that the choice of a rule is a measurement and not a belief.
 *
 * Gold items that have ratings are dealt at random into equal parts, several times. For each part the rule sees the gold of
 * all other parts (models clamp it, the pool weighs its opinions by it, weighted votes take their trust from it) and
 * predicts this part: the label that would be handed out, with the same hand-overs. Rules that use no gold are asked once.
 * Fits that gold takes part in are dealt ten times up to 1,000 ratings and less often beyond, the pool always ten times.
 *
 * Gold chosen by level is weighed to the levels of the items, so that accuracy is that on the items. A key that accepts
 * several levels is met by each of them. Gold is answered as the items are, but for the number of answers (`GoldTold`).
 * Source: cross-validation after M. Stone, Journal of the Royal Statistical Society B 36, 1974; D. G. Horvitz & D. J.
 * Thompson, JASA 47, 1952 for the weights; the pairs as in `comparePair`.
 * @param labeling I items, A annotators, K levels @param gold I bit sets of acceptable labels, 0 = not gold
 * @param options rules (all), folds (5), deals (10), a seeded generator for the deals, seeds for MACE
 * @returns one row per rule, in the order asked; scores are null with reason "no-gold" without gold that has ratings and
 * "too-few" when there are fewer gold items than parts
 */
export function benchRules(labeling: Labeling, gold: GoldLabels, options: BenchOptions): Bench {
  const { rules = RULES, folds = FOLDS, deals = DEALS, random, standard, ...given } = options;
  const { opinions: ask = () => opinionsOf(labeling), ...shared } = given;
  const items = ratedGold(labeling, gold);
  const fallback = standard ?? (rules.includes("pooled") ? "pooled" : (rules.at(-1) as Rule));
  if (items.length < folds) return emptyBench(labeling, items, rules, fallback);
  const opinions = ask();
  const room = new Float64Array(labeling.items * labeling.levels);
  const data: BenchData = { ...shared, labeling, gold, opinions, room };
  const golds = weighGold(opinions, gold, shared.isGoldByLevel);
  const others = someOthers(opinions.index, gold, random);
  const posterior = poolerOf(labeling, opinions)([...golds.map(({ item }) => item), ...others]);
  const assistant = { others, posterior };
  const dealt = Array.from({ length: deals }, () => dealItems(items, folds, random));
  const tallies = rules.map((rule) => {
    const predict = predictorOf(data, rule, isEnough(labeling, rule, gold, shared.goldAnswers));
    const role = roleOfGold(rule);
    const most = role === "fit" ? Math.floor(WORK / (labeling.item.length * folds)) : deals;
    const own = role === "none" ? [[items]] : dealt.slice(0, Math.max(1, most));
    // A rule that uses no gold may see all of it: what it says does not change, but a label that nobody gave may stand.
    const known =
      role === "none" ? (_: GoldLabels, asked: readonly number[]) => predict(gold, asked) : predict;
    return tallyRule(rule, known, golds, own, { gold, levels: labeling.levels, assistant });
  });
  return compareAll(tallies, golds, fallback, goldTold(labeling, golds));
}

/** Items with ratings that are no gold; a random choice where there are more than enough. */
function someOthers(index: ByItem, gold: GoldLabels, random: Random): number[] {
  const others = new Int32Array(index.items);
  let found = 0;
  for (let item = 0; item < index.items; item++) {
    if (ratingsOf(index, item) > 0 && gold[item] === 0) others[found++] = item;
  }
  if (found <= OTHERS) return [...others.subarray(0, found)];
  return Array.from({ length: OTHERS }, () => others[Math.floor(random() * found)]);
}

function compareAll(
  tallies: readonly DealTally[],
  golds: readonly WeighedGold[],
  standard: Rule,
  gold: GoldTold,
): Bench {
  const weight = golds.map((one) => one.weight);
  const pairs = (tallies.length * (tallies.length - 1)) / 2;
  const byRule = new Map(tallies.map((tally) => [tally.rule, tally]));
  const compare = (first: Rule, second: Rule) => {
    const [one, other] = [first, second].map((rule) => byRule.get(rule) as DealTally);
    const expected = { first: one.expected, second: other.expected };
    return comparePair(one.credit, other.credit, weight, pairs, expected);
  };
  const scored = tallies.map(({ rule, scores: { accuracy } }) => ({ rule, accuracy }));
  const place = (rule: Rule) => SIMPLEST_FIRST.indexOf(rule);
  const against = (rule: Rule, other: Rule | undefined): Against | null =>
    other === undefined || other === rule ? null : { ...compare(rule, other), rule: other };
  const rows = tallies.map(({ rule, scores, alarms }): BenchRow => {
    const simpler = scored
      .filter((other) => place(other.rule) < place(rule))
      .sort((one, other) => place(one.rule) - place(other.rule));
    return {
      ...{ rule, scores: { reason: null, ...scores }, alarms },
      againstVote: against(rule, byRule.has("majority") ? "majority" : undefined),
      againstSimpler: against(rule, simpler.length === 0 ? undefined : bestOf(simpler).rule),
    };
  });
  const compared = tallies.flatMap(({ rule: first }, at) =>
    tallies.slice(at + 1).map(({ rule: second }) => ({ ...compare(first, second), first, second })),
  );
  return { rows, pairs: compared, recommendation: recommend(scored, compare, standard), gold };
}

function emptyBench(
  labeling: Labeling,
  items: readonly number[],
  rules: readonly Rule[],
  standard: Rule,
): Bench {
  const reason = items.length === 0 ? "no-gold" : "too-few";
  const rows = rules.map(
    (rule): BenchRow => ({
      ...{ rule, scores: { value: null, reason }, alarms: [], againstVote: null, againstSimpler: null },
    }),
  );
  const golds = items.map((item) => ({ item, bits: 0, weight: 1 }));
  return {
    ...{ rows, pairs: [] },
    recommendation: {
      ...{ rule: standard, reason: items.length === 0 ? "no-gold" : "too-little-gold" },
      ...{ against: null, difference: null },
    },
    gold: goldTold(labeling, golds),
  };
}
