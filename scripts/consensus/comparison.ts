// Every rule on the same data, scored on the truths that no rule has seen.

import type { Defined } from "#lib/labeling.ts";
import {
  aggregate,
  type Consensus,
  ORDINAL_RULES,
  RULES,
  type Rule,
} from "#lib/statistics/aggregation/aggregate.ts";
import { type Scores, scorePrediction } from "#lib/statistics/aggregation/scores.ts";
import type { Project } from "./project.ts";

export type Row = { readonly rule: Rule; readonly consensus: Consensus; readonly scores: Defined<Scores> };

/** The rule whose labels are written. */
export const DEFAULT_RULE: Rule = "pooled";

/** One row at a time, so that each can be shown when it is done; without truths only the default rule. */
export function* compareRules({ labeling, gold, truth, scale, counts }: Project): Generator<Row> {
  for (const rule of counts.truths === 0 ? [DEFAULT_RULE] : RULES) {
    if (!scale.isOrdinal && ORDINAL_RULES.includes(rule)) continue;
    const consensus = aggregate(labeling, { rule, gold, isOrdinal: scale.isOrdinal });
    const { levels, label } = consensus;
    const posterior = consensus.hasConfidence ? consensus.posterior : null;
    yield { rule, consensus, scores: scorePrediction({ levels, label, posterior }, truth) };
  }
}
