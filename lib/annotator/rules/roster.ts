import type { GoldRecord } from "#lib/annotator/rules/gold-record.ts";
import type { Defined } from "#lib/labeling.ts";
import type { GoldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";

export type AnnotatorRow = {
  no: number;
  pseudonym: string;
  /** They can see which items are gold, so their gold accuracy does not measure them */
  seesGold: boolean;
  /** Null for simulated people and after erasure */
  name: string | null;
  state: "probation" | "trusted" | "review" | "suspended";
  isSimulated: boolean;
  joinedAt: Date;
  /** Judgments of ordinary items that count now: together they are what the project's progress counts */
  judgments: number;
  unratable: number;
  medianDurationMs: number | null;
  lastJudgmentAt: Date | null;
};

export type InviteRow = { code: string; createdAt: Date; createdBy: string | null; revokedAt: Date | null };

/** What an invite page shows to anyone with the link. */
export type InviteView = {
  projectId: string;
  projectName: string;
  question: string;
  projectState: "draft" | "live" | "paused" | "ended";
  /** Gold included, so that the number does not reveal it */
  items: number;
  levels: { value: number; name: string; definition: string }[];
  invitedBy: string | null;
  isClosed: boolean;
};

/** Why nobody can join by an invite. People can join before the launch and in a pause, and then wait with the others. */
export function whyNoJoining(
  invite: Pick<InviteView, "isClosed" | "projectState">,
): "closed" | "ended" | null {
  if (invite.projectState === "ended") return "ended";
  return invite.isClosed ? "closed" : null;
}

/** An annotator together with their standing on gold. */
export type RankedAnnotator = AnnotatorRow & { gold: GoldRecord };

/**
 * By the lower end of the interval of their accuracy over all gold answers, the highest first. People without gold answers come last, the
 * most active first.
 */
export function rankByGold(
  rows: readonly AnnotatorRow[],
  records: ReadonlyMap<number, GoldRecord>,
): RankedAnnotator[] {
  const ranked = rows.map(
    (row): RankedAnnotator => ({
      ...row,
      gold: records.get(row.no) ?? { all: { value: null, reason: "no-gold" }, since: null },
    }),
  );
  return ranked.sort(
    (a, b) => lowerBound(b.gold.all) - lowerBound(a.gold.all) || b.judgments - a.judgments || a.no - b.no,
  );
}

function lowerBound(gold: Defined<GoldAccuracy>): number {
  return gold.reason === null ? gold.exact.wilson.lower : -1;
}

/** With fewer answers on gold, nothing is concluded about a person. */
const ENOUGH_GOLD = 5;

/** How many more answers on gold are needed before anything is concluded about a person. */
export function missingGold({ all, since }: GoldRecord): number {
  const deciding = since?.accuracy ?? all;
  return Math.max(0, ENOUGH_GOLD - (deciding.reason === null ? deciding.n : 0));
}

export type MyProject = {
  projectId: string;
  name: string;
  question: string;
  state: "draft" | "live" | "paused" | "ended";
  pseudonym: string;
  seesGold: boolean;
  standing: AnnotatorRow["state"];
  judged: number;
};
