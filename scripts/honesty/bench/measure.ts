// What the bench says of pairs of rules on many redraws, beside what is true of them.
import { aggregate, type Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { type Bench, benchRules } from "#lib/statistics/aggregation/bench/bench.ts";
import type { Paired } from "#lib/statistics/aggregation/bench/pairs.ts";
import { isAcceptable } from "#lib/statistics/aggregation/gold-labels.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { mean } from "../consensus/tally.ts";
import type { Project } from "./crowds.ts";

/** The rules of the product, and the pool. */
export const BENCHED: readonly Rule[] = [
  ...["majority", "wawa", "trust-weighted", "dawid-skene", "mace", "spam-mixture", "pooled"],
] as Rule[];

export type Redraw = {
  readonly bench: Bench;
  /** Accuracy on the items that are no gold: exactly, and by what their keys would accept */
  readonly exact: ReadonlyMap<Rule, number>;
  readonly accepted: ReadonlyMap<Rule, number>;
};

export function redraw(
  draw: (random: Random) => Project,
  times: number,
  seed: number,
  say: (line: string) => void,
): Redraw[] {
  return Array.from({ length: times }, (_, n) => {
    if (n % 10 === 0) say(`bench: redraw ${n + 1} of ${times}`);
    const project = draw(createRandom(seed + n));
    const { labeling, gold } = project;
    const bench = benchRules(labeling, gold, { rules: BENCHED, random: createRandom(seed) });
    const labels = new Map(BENCHED.map((rule) => [rule, aggregate(labeling, { rule, gold }).label]));
    return { bench, ...truthOf(project, labels) };
  });
}

function truthOf({ truth, gold, keys }: Project, labels: ReadonlyMap<Rule, Int8Array>) {
  const measured = [...truth.keys()].filter((item) => gold[item] === 0);
  const share = (isRight: (label: number, item: number) => boolean) =>
    new Map(
      [...labels].map(([rule, label]) => [
        rule,
        mean(measured.map((item) => (isRight(label[item] ?? -1, item) ? 1 : 0))),
      ]),
    );
  return {
    exact: share((label, item) => label === truth[item]),
    accepted: share((label, item) => label >= 0 && isAcceptable(keys[item] ?? 0, label)),
  };
}

/** A pair of rules that truly differ, better first, over all redraws. */
export type Pair = {
  readonly better: Rule;
  readonly worse: Rule;
  /** Mean true difference, and the mean that the bench estimates */
  readonly truth: number;
  readonly estimate: number;
  /** Redraws in which the bench has the better one ahead, in which it is certain of that, and certain of the opposite */
  readonly right: number;
  readonly certain: number;
  readonly wrong: number;
  /** Redraws in which the interval holds the true difference of that redraw */
  readonly covered: number;
};

/** All pairs, the truly better rule first, by how much they truly differ. */
export function pairsOf(redraws: readonly Redraw[], kind: "exact" | "accepted"): Pair[] {
  const truth = (rule: Rule) => mean(redraws.map((one) => one[kind].get(rule) ?? 0));
  return BENCHED.flatMap((one, at) =>
    BENCHED.slice(at + 1).map((other) => {
      const [better, worse] = truth(one) >= truth(other) ? [one, other] : [other, one];
      return judge(redraws, kind, better, worse);
    }),
  ).sort((one, other) => other.truth - one.truth);
}

function judge(redraws: readonly Redraw[], kind: "exact" | "accepted", better: Rule, worse: Rule): Pair {
  const told = redraws.map(({ bench, ...true_ }) => {
    const found = pairIn(bench, better, worse);
    return { found, truth: (true_[kind].get(better) ?? 0) - (true_[kind].get(worse) ?? 0) };
  });
  const count = (isSo: (one: (typeof told)[number]) => boolean) => told.filter(isSo).length;
  return {
    ...{ better, worse },
    truth: mean(told.map(({ truth }) => truth)),
    estimate: mean(told.map(({ found }) => found.difference)),
    right: count(({ found }) => found.difference > 0),
    certain: count(({ found }) => found.isCertain && found.difference > 0),
    wrong: count(({ found }) => found.isCertain && found.difference < 0),
    covered: count(({ found, truth }) => found.lower <= truth && truth <= found.upper),
  };
}

/** The paired difference of two rules, the first minus the second. */
function pairIn({ pairs }: Bench, first: Rule, second: Rule): Paired {
  const same = pairs.find((pair) => pair.first === first && pair.second === second);
  if (same !== undefined) return same;
  const other = pairs.find((pair) => pair.first === second && pair.second === first);
  if (other === undefined) throw new RangeError(`${first} and ${second} are not compared`);
  return { ...other, difference: -other.difference, lower: -other.upper, upper: -other.lower };
}
