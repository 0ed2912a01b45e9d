import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Paired } from "./pairs.ts";
import { bestOf, type Scored, SIMPLEST_FIRST } from "./simplicity.ts";

/** Why a rule is recommended. */
export type RecommendationReason =
  /** It is certainly better than every simpler one */
  | "clearly-better"
  /** Each interval against a simpler one excludes 0, but not once all pairs are counted */
  | "probably-better"
  /** The best is not shown to be better, and gold would have shown a difference that matters */
  | "not-distinguishable-so-simpler"
  /** Gold could not have shown a difference that matters: the rule that holds without it */
  | "too-little-gold"
  | "no-gold"
  /** Nothing else was asked */
  | "only-rule";

export type Recommendation = {
  readonly rule: Rule;
  readonly reason: RecommendationReason;
  /** What it was weighed against: the best simpler rule, or the best that is not distinguishable from it; null for none */
  readonly against: Rule | null;
  readonly difference: Paired | null;
};

/** A difference that matters, as a share of the items: gold that cannot tell this much decides nothing. */
const MATTERS = 0.05;

/**
 * One rule to take, and why. The best is taken where the paired intervals show it to be better than all simpler ones. Of
 * rules that gold cannot tell apart, the simplest, if gold would have shown a difference of five points. Otherwise gold
 * decides nothing and `standard` is taken, unless it is shown to be worse than the best.
 * A convention, not a theorem: the order of the rules and the five points are ours.
 * @param rows rules with their accuracy @param compare the paired difference of two rules, first minus second
 * @param standard the rule that holds without gold
 */
export function recommend(
  rows: readonly Scored[],
  compare: (first: Rule, second: Rule) => Paired,
  standard: Rule,
): Recommendation {
  const bySimplicity = [...rows].sort(
    (a, b) => SIMPLEST_FIRST.indexOf(a.rule) - SIMPLEST_FIRST.indexOf(b.rule),
  );
  const best = bestOf(bySimplicity);
  const simpler = bySimplicity.slice(0, bySimplicity.indexOf(best));
  const isWorse = (worse: Rule, better: Rule) => compare(better, worse).lower > 0;
  const rival = simpler.find(({ rule }) => !isWorse(rule, best.rule));
  if (rival === undefined && simpler.length > 0) {
    const next = bestOf(simpler).rule;
    const isCertain = simpler.every(({ rule }) => compare(best.rule, rule).isCertain);
    return told(best.rule, isCertain ? "clearly-better" : "probably-better", next, compare);
  }
  // The simplest that may be as good; where it is the best itself, it is held against the standard.
  const chosen = rival?.rule ?? best.rule;
  const other = rival === undefined ? standard : best.rule;
  if (chosen === other) return { rule: chosen, reason: "only-rule", against: null, difference: null };
  const { lower, upper, isCertain } = compare(other, chosen);
  if (upper < 0) return told(chosen, isCertain ? "clearly-better" : "probably-better", other, compare);
  if ((upper - lower) / 2 <= MATTERS) return told(chosen, "not-distinguishable-so-simpler", other, compare);
  return told(isWorse(standard, best.rule) ? best.rule : standard, "too-little-gold", chosen, compare);
}

function told(
  rule: Rule,
  reason: RecommendationReason,
  against: Rule,
  compare: (first: Rule, second: Rule) => Paired,
): Recommendation {
  return rule === against
    ? { rule, reason, against: null, difference: null }
    : { rule, reason, against, difference: compare(rule, against) };
}
