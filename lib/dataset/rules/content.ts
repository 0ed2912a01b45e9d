import { agreementOfColumns, goldTrialsOf, type JudgmentColumns } from "#lib/agreement/rules.ts";
import { type GoldAnswer, goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { goldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import { prepareBasis } from "./basis.ts";
import {
  countedJudgments,
  type FrozenColumns,
  goldAnswers,
  has,
  IS,
  judgmentsBeforeChoosing,
  judgmentsOn,
} from "./columns.ts";
import { benchMethods, countPeople } from "./comparison.ts";
import { countLabels, type LabelCounts } from "./item-label.ts";
import { type Labels, labelItems } from "./label.ts";
import { describeVersion, type Manifested } from "./manifest.ts";
import { describeMethod, describeTrust } from "./method.ts";
import { type Frozen, goldLevels, isAmong } from "./record.ts";

/** What labels are computed from. It can be handed to another thread, and so can what comes out. */
export type ContentInputs = Omit<Frozen, "pseudonyms"> & { columns: FrozenColumns };

/** The labels of a version, and what its manifest says of them. */
export type Content = { labels: Labels; manifest: Manifested };

export function makeContent(inputs: ContentInputs): Content {
  const { columns, parameters, project, gold } = inputs;
  const levelsOf = goldLevels(inputs);
  // One after the other, the labels last: each takes tens of bytes a judgment while it is computed, and labels stay.
  const agreement = agreementOfColumns(
    judgmentsBeforeChoosing(columns, (no) => gold.has(no)),
    project.levels.length,
    parameters.firstJudgments,
  );
  const { prepared, facts, counted } = prepare(inputs, levelsOf);
  const bench = benchMethods(prepared, parameters.decision);
  const labels = labelItems(prepared, ordinaryItems(inputs), parameters);
  const counts = countLabels(labels);
  const restsOn = { golds: bench.gold.items, people: countPeople(prepared) };
  const manifest = describeVersion(inputs, {
    bench,
    method: describeMethod(labels, counts, parameters.decision, restsOn),
    trust: describeTrust(labels),
    counts: { ...countRows(inputs, labels, counts), counted },
    agreement,
    ...measureGold(facts, levelsOf, counts),
  });
  return { labels, manifest };
}

/** What counts, as the methods read it; the columns of it alone are not kept beside. */
function prepare(
  { columns, gold, project }: ContentInputs,
  levelsOf: ReadonlyMap<number, readonly number[]>,
) {
  const judgments = countedJudgments(columns);
  return {
    prepared: prepareBasis({
      judgments,
      goldAnswers: goldAnswers(columns, levelsOf),
      goldLevels: levelsOf,
      levels: project.levels.length,
    }),
    /** The answers on gold that count */
    facts: judgmentsOn(judgments, (no) => levelsOf.has(no)),
    counted: judgments.itemNo.reduce((sum, no) => sum + (gold.has(no) ? 0 : 1), 0),
  };
}

function ordinaryItems({ itemNos, gold }: ContentInputs): Int32Array {
  return itemNos.filter((no) => !gold.has(no));
}

function countRows(
  { columns, gold, itemNos }: ContentInputs,
  labels: Labels,
  { labeled, tied }: LabelCounts,
) {
  const isPart = isAmong(itemNos);
  const people = new Set<number>();
  let rows = 0;
  for (let r = 0; r < columns.itemNo.length; r++) {
    if (isPart(columns.itemNo[r] as number)) rows += 1;
    if (has(columns, r, IS.counted)) people.add(columns.annotatorNo[r] as number);
  }
  return {
    ...{ items: labels.itemNos.length, labeled, tied },
    gold: [...gold.keys()].filter(isPart).length,
    /** Rows of data/judgments */
    judgments: rows,
    /** With a judgment that counts */
    annotators: people.size,
  };
}

/** Accuracy with its intervals: on gold as it was answered, and on items with the levels that were exported. */
function measureGold(
  facts: JudgmentColumns,
  levelsOf: ReadonlyMap<number, readonly number[]>,
  { labeled, byLevel }: LabelCounts,
) {
  const acceptable = (r: number) => levelsOf.get(facts.itemNo[r] as number) ?? [];
  const trials = goldTrialsOf(facts, acceptable);
  return {
    /** Of the answers that count, as everything here */
    gold_accuracy: goldAccuracy(answersOf(facts, acceptable)),
    gold_scopes: {
      on_gold: goldScopes(trials),
      on_items:
        labeled > 0 ? goldScopes(trials, { shares: byLevel }) : { value: null, reason: "no-labels" as const },
    },
  };
}

/** One object for all that gave a gold item the same level. */
function answersOf(
  { itemNo, level }: JudgmentColumns,
  acceptable: (r: number) => readonly number[],
): GoldAnswer[] {
  const known = new Map<number, GoldAnswer>();
  return Array.from(itemNo, (no, r) => {
    const label = level[r] as number;
    const key = no * 256 + label;
    const answer = known.get(key) ?? { label, acceptable: acceptable(r) };
    known.set(key, answer);
    return answer;
  });
}
