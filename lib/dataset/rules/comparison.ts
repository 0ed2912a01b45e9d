import { METHODS } from "#lib/dataset/schema.ts";
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { type Bench, benchRules } from "#lib/statistics/aggregation/bench/bench.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import type { Prepared } from "./basis.ts";
import { countLabels } from "./item-label.ts";
import { labelItems, type MadeBy } from "./label.ts";

/** The labels that a method would make now, counted. */
export type MethodPreview = Pick<MadeBy, "chosen" | "used" | "reason"> & {
  /** How many labels each method would make */
  labels: Partial<Record<Rule, number>>;
  /** How many labels would not be the plain vote's */
  changed: number;
};

/** Every method as it would come out now, with its scores and the people it rests on, under one decision. */
export type Methods = {
  decision: LabelDecision;
  bench: Bench;
  previews: readonly MethodPreview[];
  people: number;
};

/** What a version would hold if it were frozen now, for every method: the same labels, counted and scored. */
export function compareMethods(
  prepared: Prepared,
  itemNos: readonly number[],
  decision: LabelDecision,
): Methods {
  const previews = METHODS.map((method) => {
    const labels = labelItems(prepared, itemNos, { method, decision });
    const { chosen, used, reason } = labels.madeBy;
    const { byMethod, changed } = countLabels(labels);
    return { chosen, used, reason, labels: byMethod, changed };
  });
  return { decision, bench: benchMethods(prepared, decision), previews, people: countPeople(prepared) };
}

/** Every method scored and compared on this project's own gold; rows in the order in which methods are offered, deals seeded. */
export function benchMethods(
  { labeling, gold, goldAnswers, opinions }: Prepared,
  decision?: LabelDecision,
): Bench {
  return benchRules(labeling, gold, {
    ...{ rules: METHODS, random: createRandom(1), goldAnswers, opinions },
    ...(decision && { decision }),
  });
}

/** Whose judgments count. */
export function countPeople({ labeling }: Prepared): number {
  return new Set(labeling.annotator).size;
}
