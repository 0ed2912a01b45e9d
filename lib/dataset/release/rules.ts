import type { CountedJudgment } from "#lib/consensus/rules.ts";
import type { Cell } from "#lib/formats/delimited.ts";
import type { ItemLabel } from "../label/rules.ts";
import type { Parameters } from "../rules.ts";

/** A flat record: the same in every format, in the order of its keys. */
export type FlatRecord = Record<string, Cell>;

export type ReleaseLevel = { value: number; name: string };

export type FrozenItem = {
  no: number;
  key: string;
  queryNo: number | null;
  queryKey: string | null;
  queryText: string | null;
  fields: Record<string, string>;
};

/** A key as it stood; one in doubt is still gold, and measures nobody. */
export type GoldKey = { itemNo: number; version: number; levels: number[]; isInDoubt: boolean };

export type FrozenProject = {
  id: string;
  name: string;
  question: string;
  isSimulated: boolean;
  fieldRoles: { name: string; role: string }[];
  levels: { value: number; name: string; definition: string; gain: number }[];
  /** Every version that a judgment of the release carries, and the newest, in order */
  guidelines: { version: number; markdown: string }[];
};

/** All that a version is a function of. */
export type Frozen = {
  parameters: Parameters;
  project: FrozenProject;
  items: FrozenItem[];
  judgments: FrozenJudgment[];
  gold: Map<number, GoldKey>;
  pseudonyms: Map<number, string>;
};

/** One row of data/labels: our columns first, then the source's, each under `source_<name>`. */
export function labelRecord(
  item: FrozenItem,
  consensus: ItemLabel,
  release: { levels: readonly ReleaseLevel[]; sourceColumns: readonly string[]; method: string },
): FlatRecord {
  const counted = sum(consensus.votes);
  const record: FlatRecord = {
    item_no: item.no,
    item_id: item.key,
    query_id: item.queryKey,
    query: item.queryText,
    label: consensus.label,
    label_name: release.levels.find((level) => level.value === consensus.label)?.name ?? null,
    confidence: consensus.confidence,
    n_counted: counted,
  };
  for (const [at, level] of release.levels.entries())
    record[`votes_${level.value}`] = consensus.votes[at] ?? 0;
  for (const [at, level] of release.levels.entries()) {
    record[`dist_${level.value}`] = consensus.distribution?.[at] ?? null;
  }
  record.entropy = consensus.entropy;
  record.expected_error = consensus.expectedError;
  record.mean = meanLevel(consensus.votes);
  record.median = consensus.median;
  record.majority = consensus.majority;
  record.tied = consensus.tied;
  record.method = release.method;
  for (const column of release.sourceColumns) record[`source_${column}`] = item.fields[column] ?? null;
  return record;
}

/** Mean level of the counted judgments, in levels; null without any. */
export function meanLevel(votes: readonly number[]): number | null {
  const counted = sum(votes);
  return counted === 0 ? null : sum(votes.map((count, at) => count * (at + 1))) / counted;
}

export type FrozenJudgment = {
  seq: string;
  itemNo: number;
  annotatorNo: number;
  action: string;
  level: number | null;
  unratable: string | null;
  comment: string | null;
  durationMs: number | null;
  guidelineVersion: number;
  /** What its receipt said */
  countedAtReceipt: boolean;
  /** Whether it counts in this version */
  counts: boolean;
  /** Whether it stood before items were chosen by hand: agreement is over these */
  wasBeforeChoosing: boolean;
  supersedes: string | null;
  createdAt: Date;
  /** Not superseded by a judgment up to the watermark */
  isNewest: boolean;
};

/** One row of data/judgments; an undo is a row as well, and `is_current` says what stands in the end. */
export function judgmentRecord(
  judgment: FrozenJudgment,
  about: {
    item: FrozenItem;
    pseudonym: string;
    goldLevels: readonly number[] | null;
    trust: number | null;
  },
): FlatRecord {
  const isCurrent = judgment.isNewest && judgment.action !== "undo";
  return {
    seq: Number(judgment.seq),
    item_no: about.item.no,
    item_id: about.item.key,
    query_id: about.item.queryKey,
    annotator: about.pseudonym,
    action: judgment.action,
    level: judgment.level,
    unratable: judgment.unratable,
    comment: judgment.comment,
    duration_ms: judgment.durationMs,
    created_at: judgment.createdAt.toISOString(),
    guideline_version: judgment.guidelineVersion,
    is_current: isCurrent,
    counted: judgment.counts,
    is_gold: about.goldLevels !== null,
    correct:
      about.goldLevels === null || judgment.level === null ? null : about.goldLevels.includes(judgment.level),
    trust: about.trust,
    supersedes: judgment.supersedes === null ? null : Number(judgment.supersedes),
  };
}

/** What counts towards labels and agreement, in the order of items and of receipt. */
export function countedJudgments(frozen: Frozen): CountedJudgment[] {
  return frozen.judgments.flatMap((judgment) =>
    judgment.counts && judgment.level !== null
      ? [{ itemNo: judgment.itemNo, annotatorNo: judgment.annotatorNo, level: judgment.level }]
      : [],
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
