import { agreementOf, type GoldReply, goldTrials, type QueriedJudgment } from "#lib/agreement/rules.ts";
import { goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { goldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import type { LabelBasis, Prepared } from "./basis.ts";
import { benchMethods, countPeople } from "./comparison.ts";
import type { ItemLabel, Labels } from "./label.ts";
import { describeMethod, describeTrust } from "./method.ts";
import type { Frozen } from "./record.ts";
import type { Parameters, Renaming } from "./version.ts";

/** What a version is made of, and the labels that came out. */
export type Made = { basis: LabelBasis; prepared: Prepared; labels: Labels; renaming: Renaming };

/** The manifest without the list of files: counts, method, agreement, gold accuracy. */
export function describeRelease(frozen: Frozen, { basis, prepared, labels, renaming }: Made) {
  const { project, parameters } = frozen;
  const made = [...labels.byItem.values()];
  const ordinary = basis.judgments.filter(({ itemNo }) => !frozen.gold.has(itemNo));
  const facts = goldFacts(basis);
  const bench = benchMethods(prepared, parameters.decision);
  const itemNos = new Set(frozen.items.map(({ no }) => no));
  return {
    product: "assay",
    format: 2,
    project: { id: project.id, name: project.name, question: project.question },
    simulated_crowd: project.isSimulated,
    scale: project.levels.map(({ value, name, definition, gain }) => ({ value, name, definition, gain })),
    guideline_versions: project.guidelines.map(({ version }) => version),
    parameters,
    method: describeMethod(labels, parameters.decision, {
      golds: bench.gold.items,
      people: countPeople(prepared),
    }),
    trust: describeTrust(labels),
    csv: CSV_FLAVOR,
    qrels: {
      grades: parameters.grades,
      relevant_from: parameters.relevantFrom,
      query_ids: parameters.queryIds,
      renamed_documents: {
        count: renaming.size,
        table: renaming.size > 0 ? "documents.tsv" : null,
        first: [...renaming].slice(0, RENAMED_SHOWN).map(([id, document]) => ({ document, item_id: id })),
      },
    },
    counts: {
      items: labels.byItem.size,
      labeled: made.filter((item) => item.label !== null).length,
      tied: made.filter((item) => item.tied).length,
      gold: [...frozen.gold.keys()].filter((no) => itemNos.has(no)).length,
      /** Rows of data/judgments */
      judgments: frozen.judgments.filter(({ itemNo }) => itemNos.has(itemNo)).length,
      counted: ordinary.length,
      /** With a judgment that counts */
      annotators: new Set(frozen.judgments.flatMap((one) => (one.counts ? [one.annotatorNo] : []))).size,
    },
    agreement_over: agreementOver(parameters.selection),
    agreement: agreementOf(judgmentsBeforeChoosing(frozen), project.levels.length, parameters.firstJudgments),
    /** Of the answers that count, as everything here */
    gold_accuracy: goldAccuracy(facts.map(({ level, acceptable }) => ({ label: level, acceptable }))),
    gold_scopes: describeGold(facts, made, project.levels.length),
    bench,
  };
}

/**
 * Which judgments agreement is computed from, if they are not the ones that count in this version. Otherwise null.
 */
function agreementOver({ judged, reopened, removed }: Parameters["selection"]): string | null {
  if (reopened === 0 && removed === 0) return null;
  const parts = [`Over all ${judged} judged items, before any were chosen.`];
  if (reopened > 0) parts.push(`Reopened since: ${reopened}. Their first answers are used here.`);
  if (removed > 0) parts.push(`Removed since: ${removed}. Included here, not in the files.`);
  return parts.join(" ");
}

function judgmentsBeforeChoosing(frozen: Frozen): QueriedJudgment[] {
  return frozen.judgments.flatMap(({ itemNo, queryNo, annotatorNo, level, wasBeforeChoosing }) =>
    wasBeforeChoosing && level !== null && !frozen.gold.has(itemNo)
      ? [{ itemNo, queryNo, annotatorNo, level }]
      : [],
  );
}

/** The answers on gold that count. */
function goldFacts({ judgments, goldLevels }: LabelBasis): GoldReply[] {
  return judgments.flatMap((judgment) => {
    const acceptable = goldLevels.get(judgment.itemNo);
    return acceptable === undefined ? [] : [{ ...judgment, acceptable }];
  });
}

/** Accuracy with its intervals: on gold as it was answered, and on items with the levels that were exported. */
function describeGold(facts: readonly GoldReply[], made: readonly ItemLabel[], levels: number) {
  const trials = goldTrials(facts);
  const shares = new Float64Array(levels);
  for (const { label } of made) if (label !== null) shares[label - 1] = (shares[label - 1] as number) + 1;
  const isLabeled = shares.some((items) => items > 0);
  return {
    on_gold: goldScopes(trials),
    on_items: isLabeled ? goldScopes(trials, { shares }) : { value: null, reason: "no-labels" as const },
  };
}

/** The table has them all. */
const RENAMED_SHOWN = 100;

const CSV_FLAVOR = {
  flavor: "for spreadsheets",
  rule: "Text that starts with = + - @ TAB or CR (also full-width) and is not a number, or with an apostrophe, has one apostrophe in front.",
  undo: "Remove one leading apostrophe from every text cell that starts with one. The .jsonl files hold the text as it is.",
};
