import type { Bench } from "#lib/statistics/aggregation/bench/bench.ts";
import type { AgreementHeadline } from "#lib/statistics/agreement/headline.ts";
import type { goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import type { GoldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import type { describeMethod, describeTrust } from "./method.ts";
import type { Frozen } from "./record.ts";
import type { Renaming } from "./renaming.ts";
import type { DatasetFile, Manifest, Parameters } from "./version.ts";

/** What was computed of a version. */
export type Measured = {
  method: ReturnType<typeof describeMethod>;
  trust: ReturnType<typeof describeTrust>;
  counts: Manifest["counts"];
  agreement: AgreementHeadline;
  gold_accuracy: ReturnType<typeof goldAccuracy>;
  gold_scopes: { on_gold: GoldScopes; on_items: GoldScopes };
  bench: Bench;
};

/** The manifest but for what is known only when the files are written. */
export type Manifested = ReturnType<typeof describeVersion>;

/** The manifest without the list of files and the renamed documents: counts, method, agreement, gold accuracy. */
export function describeVersion(
  { project, parameters }: Pick<Frozen, "project" | "parameters">,
  measured: Measured,
) {
  return {
    product: "assay",
    format: 2,
    project: { id: project.id, name: project.name, question: project.question },
    simulated_crowd: project.isSimulated,
    scale: project.levels.map(({ value, name, definition, gain }) => ({ value, name, definition, gain })),
    guideline_versions: project.guidelines.map(({ version }) => version),
    parameters,
    method: measured.method,
    trust: measured.trust,
    csv: CSV_FLAVOR,
    qrels: {
      grades: parameters.grades,
      relevant_from: parameters.relevantFrom,
      query_ids: parameters.queryIds,
    },
    counts: measured.counts,
    agreement_over: agreementOver(parameters.selection),
    agreement: measured.agreement,
    gold_accuracy: measured.gold_accuracy,
    gold_scopes: measured.gold_scopes,
    bench: measured.bench,
  };
}

/** The whole manifest. */
export function completeManifest(manifest: Manifested, renaming: Renaming, files: readonly DatasetFile[]) {
  const first = [...renaming].slice(0, RENAMED_SHOWN);
  const renamed_documents = {
    count: renaming.size,
    table: renaming.size > 0 ? "documents.tsv" : null,
    first: first.map(([id, document]) => ({ document, item_id: id })),
  };
  return { ...manifest, qrels: { ...manifest.qrels, renamed_documents }, files };
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

/** The table has them all. */
const RENAMED_SHOWN = 100;

const CSV_FLAVOR = {
  flavor: "for spreadsheets",
  rule: "Text that starts with = + - @ TAB or CR (also full-width) and is not a number, or with an apostrophe, has one apostrophe in front.",
  undo: "Remove one leading apostrophe from every text cell that starts with one. The .jsonl files hold the text as it is.",
};
