import type { CountedJudgment } from "#lib/agreement/rules.ts";
import type { Cell } from "#lib/formats/delimited.ts";
import { ownField } from "#lib/item/rules.ts";
import { type ItemLabel, nothing } from "./label.ts";
import type { Parameters } from "./version.ts";

/** A flat record: the same in every format, in the order of its keys. */
export type FlatRecord = Record<string, Cell>;

export type ReleaseLevel = { value: number; name: string };

export type FrozenItem = {
  no: number;
  externalId: string;
  queryNo: number | null;
  queryExternalId: string | null;
  queryText: string | null;
  fields: Record<string, string>;
};

export type FrozenGold = {
  itemNo: number;
  version: number;
  levels: number[];
  /** Still gold, but in doubt: it measures no one and holds no model */
  isInDoubt: boolean;
};

export type FrozenProject = {
  id: string;
  name: string;
  question: string;
  isSimulated: boolean;
  fieldRoles: { name: string; role: string }[];
  levels: { value: number; name: string; definition: string; gain: number }[];
  /** Every version that a judgment carries and the newest, ascending */
  guidelines: { version: number; markdown: string }[];
};

/** All that a version is a function of. */
export type Frozen = {
  parameters: Parameters;
  project: FrozenProject;
  items: FrozenItem[];
  judgments: FrozenJudgment[];
  gold: Map<number, FrozenGold>;
  pseudonyms: Map<number, string>;
};

export type ReleaseShape = { levels: readonly ReleaseLevel[]; sourceColumns: readonly string[] };

/** One row of data/labels: our columns first, then the source's, each under `source_<name>`. */
export function labelRecord(item: FrozenItem, made: ItemLabel, release: ReleaseShape): FlatRecord {
  const record: FlatRecord = {
    item_no: item.no,
    item_id: item.externalId,
    query_id: item.queryExternalId,
    query: item.queryText,
    label: made.label,
    label_name: release.levels.find((level) => level.value === made.label)?.name ?? null,
    confidence: made.confidence,
    confidence_note: noteOnConfidence(sum(made.votes)),
    n_counted: sum(made.votes),
  };
  for (const [at, level] of release.levels.entries()) record[`votes_${level.value}`] = made.votes[at] ?? 0;
  for (const [at, level] of release.levels.entries()) {
    record[`dist_${level.value}`] = made.distribution?.[at] ?? null;
  }
  record.entropy = made.entropy;
  record.expected_error = made.expectedError;
  record.mean = meanLevel(made.votes);
  record.median = made.median;
  record.majority = made.majority;
  record.tied = made.tied;
  record.method = made.method;
  for (const column of release.sourceColumns)
    record[`source_${column}`] = ownField(item.fields, column) ?? null;
  return record;
}

/** Why a confidence is not to be relied on: nobody, or hardly anybody, to compare an answer with. */
function noteOnConfidence(counted: number): string | null {
  if (counted === 0 || counted > 2) return null;
  return counted === 1 ? "1 answer" : "2 answers";
}

/** The columns of data/labels, also where there is no row. */
export function labelColumns(release: ReleaseShape): string[] {
  return Object.keys(labelRecord(NO_ITEM, nothing(release.levels.length), release));
}

const NO_ITEM: FrozenItem = {
  no: 0,
  externalId: "",
  queryNo: null,
  queryExternalId: null,
  queryText: null,
  fields: {},
};

/** Mean level of the counted judgments, in levels; null without any. */
export function meanLevel(votes: readonly number[]): number | null {
  const counted = sum(votes);
  return counted === 0 ? null : sum(votes.map((count, at) => count * (at + 1))) / counted;
}

export type FrozenJudgment = {
  seq: string;
  itemNo: number;
  queryNo: number | null;
  annotatorNo: number;
  action: string;
  level: number | null;
  unratable: string | null;
  comment: string | null;
  durationMs: number | null;
  guidelineVersion: number;
  /** What its receipt said; later it may have been uncounted or counted again */
  countedAtReceipt: boolean;
  supersedes: string | null;
  createdAt: Date;
  /** Not superseded by a judgment up to the watermark */
  isNewest: boolean;
  /** Counts in this version */
  counts: boolean;
  /** Stood before items were chosen by hand: agreement is over these */
  wasBeforeChoosing: boolean;
};

export type AboutJudgment = {
  item: FrozenItem;
  pseudonym: string;
  gold: FrozenGold | null;
  trust: number | null;
};

/** One row of data/judgments; an undo is a row as well, and `is_current` says what stands in the end. */
export function judgmentRecord(judgment: FrozenJudgment, about: AboutJudgment): FlatRecord {
  return {
    seq: Number(judgment.seq),
    item_no: about.item.no,
    item_id: about.item.externalId,
    query_id: about.item.queryExternalId,
    annotator: about.pseudonym,
    action: judgment.action,
    level: judgment.level,
    unratable: judgment.unratable,
    comment: judgment.comment,
    duration_ms: judgment.durationMs,
    created_at: judgment.createdAt.toISOString(),
    guideline_version: judgment.guidelineVersion,
    is_current: judgment.isNewest && judgment.action !== "undo",
    counted: judgment.counts,
    counted_at_receipt: judgment.countedAtReceipt,
    is_gold: about.gold !== null,
    correct: isCorrect(judgment, about.gold),
    trust: about.trust,
    supersedes: judgment.supersedes === null ? null : Number(judgment.supersedes),
  };
}

// Nobody is right or wrong on gold that is in doubt.
function isCorrect({ level }: FrozenJudgment, gold: FrozenGold | null): boolean | null {
  return gold === null || gold.isInDoubt || level === null ? null : gold.levels.includes(level);
}

/** The columns of data/judgments, also where there is no row. */
export function judgmentColumns(): string[] {
  return Object.keys(judgmentRecord(NO_JUDGMENT, { item: NO_ITEM, pseudonym: "", gold: null, trust: null }));
}

const NO_JUDGMENT: FrozenJudgment = {
  seq: "0",
  itemNo: 0,
  queryNo: null,
  annotatorNo: 0,
  action: "judge",
  level: null,
  unratable: null,
  comment: null,
  durationMs: null,
  guidelineVersion: 0,
  countedAtReceipt: false,
  supersedes: null,
  createdAt: new Date(0),
  isNewest: false,
  counts: false,
  wasBeforeChoosing: false,
};

/** What counts towards labels and agreement, in the order of items and time. */
export function countedJudgments(frozen: Frozen): CountedJudgment[] {
  return levelsGiven(frozen.judgments.filter(({ counts }) => counts));
}

/** The acceptable levels of every gold that somebody can be measured by. */
export function goldLevels(frozen: Frozen): Map<number, number[]> {
  const golds = [...frozen.gold.values()].filter(({ isInDoubt }) => !isInDoubt);
  return new Map(golds.map(({ itemNo, levels }) => [itemNo, levels]));
}

/** Everybody's current answers on this gold, whether they count or not. */
export function goldAnswers(frozen: Frozen, levelsOf = goldLevels(frozen)): CountedJudgment[] {
  return levelsGiven(
    frozen.judgments.filter(
      ({ itemNo, isNewest, action }) => levelsOf.has(itemNo) && isNewest && action === "judge",
    ),
  );
}

function levelsGiven(judgments: readonly FrozenJudgment[]): CountedJudgment[] {
  return judgments.flatMap(({ itemNo, annotatorNo, level }) =>
    level === null ? [] : [{ itemNo, annotatorNo, level }],
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
