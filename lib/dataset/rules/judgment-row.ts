import type { Cell } from "#lib/formats/delimited.ts";
import { columnsOfKind, type TableColumn } from "#lib/formats/parquet.ts";
import type { FrozenGold, FrozenItem } from "./record.ts";

/** A judgment as its row says it. What counts of it stands in the columns that labels are made from. */
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
  /** What its receipt said; later it may have been uncounted or counted again */
  countedAtReceipt: boolean;
  supersedes: string | null;
  /** In UTC, as ISO 8601 with milliseconds */
  createdAt: string;
};

export type AboutJudgment = {
  item: FrozenItem;
  pseudonym: string;
  gold: FrozenGold | null;
  trust: number | null;
  /** Not superseded by a judgment up to the watermark */
  isNewest: boolean;
  /** Counts in this version */
  counts: boolean;
};

const integer = columnsOfKind("integer");
const text = columnsOfKind("text");
const flag = columnsOfKind("flag");

export const JUDGMENT_COLUMNS: readonly TableColumn[] = [
  { name: "seq", kind: "long" },
  ...integer("item_no"),
  ...text("item_id", "query_id", "annotator", "action"),
  ...integer("level"),
  ...text("unratable", "comment"),
  ...integer("duration_ms"),
  { name: "created_at", kind: "time" },
  ...integer("guideline_version"),
  ...flag("is_current", "counted", "counted_at_receipt", "is_gold", "correct"),
  { name: "trust", kind: "real" },
  { name: "supersedes", kind: "long" },
];

/** One row of data/judgments; an undo is a row as well, and `is_current` says what stands in the end. */
export function judgmentCells(judgment: FrozenJudgment, about: AboutJudgment): Cell[] {
  return [
    Number(judgment.seq),
    about.item.no,
    about.item.externalId,
    about.item.queryExternalId,
    about.pseudonym,
    judgment.action,
    judgment.level,
    judgment.unratable,
    judgment.comment,
    judgment.durationMs,
    judgment.createdAt,
    judgment.guidelineVersion,
    about.isNewest && judgment.action !== "undo",
    about.counts,
    judgment.countedAtReceipt,
    about.gold !== null,
    isCorrect(judgment, about.gold),
    about.trust,
    judgment.supersedes === null ? null : Number(judgment.supersedes),
  ];
}

// Nobody is right or wrong on gold in review.
function isCorrect({ level }: FrozenJudgment, gold: FrozenGold | null): boolean | null {
  return gold === null || gold.isInReview || level === null ? null : gold.levels.includes(level);
}
