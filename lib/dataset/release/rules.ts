import { majorityOf } from "#lib/aggregation/majority.ts";
import { medianOf } from "#lib/aggregation/median.ts";
import { trustWeightedOf } from "#lib/aggregation/trust-weighted.ts";
import type { Cell } from "#lib/formats/delimited.ts";
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

export type GoldKey = { itemNo: number; version: number; levels: number[] };

export type FrozenProject = {
  id: string;
  name: string;
  question: string;
  isSimulated: boolean;
  fieldRoles: { name: string; role: string }[];
  levels: { value: number; name: string; definition: string; gain: number }[];
  guideline: string;
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

/** What aggregation made of one item; nulls where it has no counted judgment. */
export type ItemConsensus = {
  /** Counted judgments per level 1..K */
  votes: readonly number[];
  label: number | null;
  confidence: number | null;
  majority: number | null;
  tied: boolean;
  median: number | null;
};

/** One row of data/labels: our columns first, then the source's, each under `source_<name>`. */
export function labelRecord(
  item: FrozenItem,
  consensus: ItemConsensus,
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
    record[`dist_${level.value}`] = counted === 0 ? null : (consensus.votes[at] ?? 0) / counted;
  }
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
  counted: boolean;
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
    isExcluded: boolean;
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
    counted: isCurrent && judgment.counted && !about.isExcluded,
    is_gold: about.goldLevels !== null,
    correct:
      about.goldLevels === null || judgment.level === null ? null : about.goldLevels.includes(judgment.level),
    trust: about.trust,
    supersedes: judgment.supersedes === null ? null : Number(judgment.supersedes),
  };
}

/** The judgments that a version counts: newest of their pair, counted when given, by nobody left out, not on gold. */
export function countsInRelease(
  judgment: FrozenJudgment,
  excluded: ReadonlySet<number>,
  gold: ReadonlyMap<number, unknown>,
): boolean {
  return (
    judgment.isNewest &&
    judgment.action === "judge" &&
    judgment.counted &&
    !excluded.has(judgment.annotatorNo) &&
    !gold.has(judgment.itemNo)
  );
}

/** Aggregates the counted judgments of every ordinary item; `trust` by annotator number, one half when unknown. */
export function aggregate(frozen: Frozen, trust: ReadonlyMap<number, number>): Map<number, ItemConsensus> {
  const excluded = new Set(frozen.parameters.excludedAnnotators);
  const counted = frozen.judgments.filter((judgment) => countsInRelease(judgment, excluded, frozen.gold));
  const byItem = Map.groupBy(counted, (judgment) => judgment.itemNo);
  const ordinary = frozen.items.filter((item) => !frozen.gold.has(item.no));
  return new Map(ordinary.map((item) => [item.no, consensusOf(frozen, byItem.get(item.no) ?? [], trust)]));
}

function consensusOf(
  frozen: Frozen,
  judgments: FrozenJudgment[],
  trust: ReadonlyMap<number, number>,
): ItemConsensus {
  const labels = judgments.map((judgment) => (judgment.level ?? 1) - 1);
  const votes = frozen.project.levels.map((_, label) => labels.filter((given) => given === label).length);
  const majority = majorityOf(votes);
  const common = { votes, majority: toLevel(majority.label), median: toLevel(medianOf(votes).label) };
  if (frozen.parameters.method === "majority") {
    const winning = majority.label === null ? null : (votes[majority.label] ?? 0);
    const confidence = winning === null ? null : winning / labels.length;
    return { ...common, label: common.majority, confidence, tied: majority.tied };
  }
  const weights = judgments.map((judgment) => trust.get(judgment.annotatorNo) ?? 0.5);
  const weighted = trustWeightedOf(labels, weights);
  return { ...common, label: toLevel(weighted.label), confidence: weighted.confidence, tied: weighted.tied };
}

function toLevel(label: number | null): number | null {
  return label === null ? null : label + 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
