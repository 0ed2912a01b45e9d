import type { Selection } from "#lib/agreement/rules.ts";
import type { Method } from "#lib/dataset/schema.ts";
import type { Defined } from "#lib/labeling.ts";
import type { HandoverReason, Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import type { Bench } from "#lib/statistics/aggregation/bench/bench.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import type { AgreementHeadline } from "#lib/statistics/agreement/headline.ts";
import type { GoldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import type { GoldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import { type ConfidenceKind, surestLabels } from "./confidence.ts";
import type { TableFormat } from "./pieces.ts";
import type { BuildProgress } from "./progress.ts";

/** Everything that a dataset version is a function of, beside the judgments up to its watermark. */
export type Parameters = {
  method: Method;
  /** The version of the rule that makes the labels; absent in versions of before it was written down */
  rule?: number;
  /** Which level becomes the label; absent in versions that knew one decision for each method */
  decision?: LabelDecision;
  grades: number[];
  queryIds: "own" | "numbered";
  /** What tables are written as; absent in versions of before Parquet, which have CSV and JSON Lines */
  formats?: readonly TableFormat[];
  relevantFrom: number;
  /** Highest number of a judgment, or of a change of what counts, that can have gone in */
  watermark: string;
  guidelineVersion: number;
  /** Planned judgments per item: the headline rests on the first this many of each */
  firstJudgments: number;
  /** Numbers of the people who were suspended */
  excludedAnnotators: number[];
  /** How items were chosen by hand: what counts may be a selection */
  selection: Selection;
  /** Version of the levels of every gold; gold items are not labeled */
  goldVersions: Record<string, number>;
  /** Gold in review, which measures nobody. The name stays: manifests have it */
  goldInDoubt: number[];
  seed: number;
};

/** Everything that could change after the freeze, as it was at that moment. */
export type Pinned = {
  name: string;
  question: string;
  isSimulated: boolean;
  fieldRoles: { name: string; role: string }[];
  levels: { value: number; name: string; definition: string; gain: number }[];
  /** Numbers of the items that were part of the project, as a multirange */
  items: string;
  /** By annotator number */
  pseudonyms: Record<string, string>;
};

/**
 * Why a version failed: the worker ended in the middle three times, an error ended it three times, or another Assay makes
 * labels by another rule. Versions of before these words have a sentence instead.
 */
export type FreezeFailure = "stopped" | "unexpected" | "upgraded";

export type DatasetFile = {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  rows: number | null;
};

export type DatasetVersionRow = {
  version: number;
  /** building | ready | failed | canceled | equal */
  state: string;
  /** How far the building is; null before a worker takes it, and afterwards */
  progress: BuildProgress | null;
  /** The version that has this content already, where the state is "equal" */
  equals: number | null;
  method: string;
  parameters: Parameters;
  manifest: Manifest | null;
  digest: string | null;
  error: string | null;
  createdAt: Date;
  files: DatasetFile[];
};

/** What the pages read of a manifest; the file holds more. Versions of format 1 lack the optional parts. */
export type Manifest = {
  format: number;
  counts: Record<"items" | "labeled" | "gold" | "judgments" | "counted" | "annotators" | "tied", number>;
  agreement: AgreementHeadline;
  /** What agreement is over, where that is not what counts; absent in the first format */
  agreement_over?: string | null;
  gold_accuracy: Defined<GoldAccuracy>;
  /** Absent in versions of before items and people were told apart */
  gold_scopes?: Record<"on_gold" | "on_items", GoldScopes>;
  method: {
    alarms: readonly Alarm[];
    used?: Rule;
    reason?: HandoverReason | null;
    labels?: Partial<Record<Rule, number>>;
    changed?: number;
    confidence_kind?: ConfidenceKind;
  };
  /** A list in versions of before methods were compared in pairs */
  bench?: Bench | readonly unknown[];
  qrels: {
    renamed_documents?: {
      count: number;
      table: string | null;
      first: { document: string; item_id: string }[];
    };
  };
};

/**
 * Which method made the labels of a version, why it is not the chosen one, how many labels each made, and what is known of
 * their confidence.
 */
export function methodOf({ parameters }: DatasetVersionRow, { method, counts, bench }: Manifest) {
  const wasBelieved = method.alarms.length === 0;
  const used = method.used ?? (wasBelieved ? parameters.method : "trust-weighted");
  const reason = method.reason ?? (wasBelieved ? null : "model-alarms");
  return {
    chosen: parameters.method,
    used,
    reason,
    labels: method.labels ?? { [used]: counts.labeled },
    changed: method.changed ?? null,
    kind: method.confidence_kind ?? null,
    surest: bench !== undefined && "rows" in bench ? surestLabels(bench, used) : null,
  };
}

export type FreezePlan = {
  relevantFrom: number;
  levels: { value: number; name: string; gain: number }[];
  /** Ordinary items */
  items: number;
  /** Of them with at least one judgment */
  judged: number;
  /** Whether every query's own id can stand in qrels */
  canOwnQueryIds: boolean;
};

/** The numbers of the items that were part of the project, ascending, from the multirange of what was pinned. */
export function pinnedItems({ items }: Pick<Pinned, "items">): Int32Array {
  const stretches = [...items.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => [Number(from), Number(to)]);
  const nos = new Int32Array(stretches.reduce((sum, [from = 0, to = 0]) => sum + to - from, 0));
  let next = 0;
  for (const [from = 0, to = 0] of stretches) for (let no = from; no < to; no++) nos[next++] = no;
  return nos;
}

/** How a query is called in qrels and in the table beside them. */
export function topicOf(query: { no: number; externalId: string }, queryIds: "own" | "numbered"): string {
  return queryIds === "own" ? query.externalId : `q${query.no}`;
}

/**
 * The prefix keeps a shell from reading the name as an option, whatever the id of the project begins with. Slashes
 * become hyphens.
 */
export function downloadName(projectId: string, version: number, name: string): string {
  return `assay-${projectId}-v${version}-${name.replaceAll("/", "-")}`;
}
