import { LABEL_DECISIONS, METHODS } from "#lib/dataset/schema.ts";
import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { type Bench, benchRules } from "#lib/statistics/aggregation/bench/bench.ts";
import { countAnnotators } from "#lib/statistics/aggregation/enough.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { type LabelBasis, type Prepared, prepareBasis } from "./basis.ts";
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

/** What is compared, and which items are gold, whether it is in review or not. */
export type ComparisonInputs = { basis: LabelBasis; gold: ReadonlySet<number> };

/** The methods on all ordinary items that have judgments. */
export function compareOrdinary(inputs: ComparisonInputs, decision: LabelDecision): Methods {
  return compareMethods(prepareBasis(inputs.basis), ordinaryJudged(inputs), decision);
}

/** The same under each decision; the models are fitted once. */
export function compareUnderAll(inputs: ComparisonInputs): Readonly<Record<LabelDecision, Methods>> {
  const prepared = prepareBasis(inputs.basis);
  const itemNos = ordinaryJudged(inputs);
  const compared = LABEL_DECISIONS.map((one) => [one, compareMethods(prepared, itemNos, one)]);
  return Object.fromEntries(compared) as Record<LabelDecision, Methods>;
}

function ordinaryJudged({ basis, gold }: ComparisonInputs): Int32Array {
  let last = 0;
  // Judgments of an item come one after the other.
  return basis.judgments.itemNo.filter((no) => {
    const isNew = no !== last;
    last = no;
    return isNew && !gold.has(no);
  });
}

/** What a version would hold if it were frozen now, for every method: the same labels, counted and scored. */
function compareMethods(prepared: Prepared, itemNos: ArrayLike<number>, decision: LabelDecision): Methods {
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
  return countAnnotators(labeling);
}
