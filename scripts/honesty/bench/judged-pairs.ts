// What the bench says of each pair of rules, held against what is true of them.
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Bench } from "#lib/statistics/aggregation/bench/bench.ts";
import type { Paired } from "#lib/statistics/aggregation/bench/pairs.ts";
import { mean } from "../consensus/tally.ts";
import { BENCHED, type Redraw } from "./measure.ts";

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
