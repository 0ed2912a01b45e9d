import {
  asGoldAnswer,
  type GradableAnswer,
  isRight,
  LEAST_PEERS,
  median,
} from "#lib/annotator/quiz/rules.ts";
import type { Defined } from "#lib/labeling.ts";
import { type GoldAccuracy, goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { type GoldReading, goldReading } from "#lib/statistics/trust/gold-reading.ts";
import type { SequentialVerdict } from "#lib/statistics/trust/sequential-test.ts";
import { SPRT_DEFAULTS, sprt } from "#lib/statistics/trust/sprt.ts";
import { type AnswerTable, ordinalSprtDefaults, sprtOrdinal } from "#lib/statistics/trust/sprt-ordinal.ts";
import {
  type Leniency,
  STANDING_DEFAULTS,
  type StandingVerdict,
  standingOf,
} from "#lib/statistics/trust/standing.ts";

/** An answer on gold that was served unmarked. seq orders a person's answers. */
export type GoldJudgment = GradableAnswer & { seq: number };

/** What a person is compared with: how the others of the project do on gold. */
export type Crowd = {
  /** Of the scale */
  levels: number;
  /** Accuracy on gold that is good enough here, fraction */
  accuracy: number;
  /** As set by the requester: the share of what the others get right that is enough */
  pass: number;
  /** The share that the others get right, 1 while there are too few of them */
  reference: number;
  /** How the others answer, row = gold, column = level given, both from 0; null where gold does not cover the scale */
  good: AnswerTable | null;
};

/** How many made-up answers with the usual noise are added to those of the others. */
const PRIOR_WEIGHT = 20;

/** Nothing is scaled down below this share: where hardly anybody is right, the scale or the gold is wrong, not the people. */
export const LEAST_REFERENCE = 0.2;

/** Answers on gold with the same level and the same acceptable levels, and how many they are. */
export type AlikeAnswers = Pick<GradableAnswer, "level" | "acceptable"> & { answers: number };

/** What the answers of one person on gold add to the crowd. */
export type GoldTally = { answers: number; right: number; table: AnswerTable };

/** @param levels of the scale */
export function tallyOf(alike: readonly AlikeAnswers[], levels: number): GoldTally {
  const count = (some: readonly AlikeAnswers[]) => some.reduce((sum, { answers }) => sum + answers, 0);
  return { answers: count(alike), right: count(alike.filter(isRight)), table: tableOf(alike, levels) };
}

/** For each person the others of the project. A person is never compared with their own answers. */
export function crowdBehind(
  levels: number,
  pass: number,
  byPerson: ReadonlyMap<number, readonly GoldJudgment[]>,
): (no: number) => Crowd {
  const each = (answers: readonly GoldJudgment[]) => answers.map((answer) => ({ ...answer, answers: 1 }));
  const tallies = [...byPerson].map(([no, answers]) => [no, tallyOf(each(answers), levels)] as const);
  return crowdOfTallies(levels, pass, new Map(tallies));
}

/** The same from what everybody's answers add up to. */
export function crowdOfTallies(
  levels: number,
  pass: number,
  tallies: ReadonlyMap<number, GoldTally>,
): (no: number) => Crowd {
  const all = sumOf(
    [...tallies.values()].map(({ table }) => table),
    levels,
  );
  const known = [...tallies].filter(([, { answers }]) => answers >= STANDING_DEFAULTS.leastGold);
  const shares = known.map(([no, { answers, right }]) => ({ no, share: right / answers }));
  const isCovered = all.every((row) => row.some((cell) => cell > 0));
  return (no) => {
    const others = shares.filter((entry) => entry.no !== no).map(({ share }) => share);
    const isKnown = others.length >= LEAST_PEERS;
    const ratio = isKnown ? Math.max(LEAST_REFERENCE, median(others)) : 1;
    const counts = isKnown ? subtract(all, tallies.get(no)?.table) : sumOf([], levels);
    return {
      levels,
      accuracy: pass * ratio,
      pass,
      reference: ratio,
      good: isCovered ? smooth(counts, levels) : null,
    };
  };
}

/**
 * Counts of levels given by gold level. Gold with several acceptable levels counts as a part of each. Whole numbers are added
 * first and divided last, so that answers give the same table in any order and any grouping.
 */
function tableOf(alike: readonly AlikeAnswers[], levels: number): number[][] {
  const byParts = Array.from({ length: levels }, () => sumOf([], levels));
  for (const { level, acceptable, answers } of alike) {
    for (const gold of acceptable) {
      const row = byParts[acceptable.length - 1]?.[gold - 1];
      if (row?.[level - 1] !== undefined) row[level - 1] = (row[level - 1] ?? 0) + answers;
    }
  }
  const parts = byParts.map((table, at) => table.map((row) => row.map((answers) => answers / (at + 1))));
  return sumOf(parts, levels);
}

function sumOf(tables: readonly AnswerTable[], levels: number): number[][] {
  const cell = (gold: number, label: number) =>
    tables.reduce((sum, table) => sum + (table[gold]?.[label] ?? 0), 0);
  return Array.from({ length: levels }, (_, gold) =>
    Array.from({ length: levels }, (_, label) => cell(gold, label)),
  );
}

function subtract(all: AnswerTable, own: AnswerTable | undefined): number[][] {
  return all.map((row, gold) => row.map((cell, label) => Math.max(0, cell - (own?.[gold]?.[label] ?? 0))));
}

function smooth(counts: AnswerTable, levels: number): number[][] {
  const usual = ordinalSprtDefaults(levels).good;
  return counts.map((row, gold) => {
    const total = row.reduce((sum, cell) => sum + cell, PRIOR_WEIGHT);
    return row.map((cell, label) => (cell + PRIOR_WEIGHT * (usual[gold]?.[label] ?? 0)) / total);
  });
}

/** A person's answers on gold compared with the crowd's. Other evidence is a reason to look, never to act. */
export function verdictOn(own: readonly GoldJudgment[], crowd: Crowd): StandingVerdict {
  const facts = { gold: accuracyOf(own), test: testOf(own, crowd) };
  const settings = { ...STANDING_DEFAULTS, accuracy: crowd.accuracy };
  const verdict = standingOf(facts, settings);
  // Only who may be suspended needs to be read more closely.
  if (!verdict.hasGroundsToSuspend) return verdict;
  return standingOf({ ...facts, reading: readingOf(own, crowd.levels, crowd.accuracy) }, settings);
}

/** How they read the scale: severity and noise apart. */
export function readingOf(
  own: readonly GoldJudgment[],
  levels: number,
  wanted: number,
): Defined<GoldReading> {
  return goldReading(own.map(asGoldAnswer), levels, wanted);
}

export function accuracyOf(
  own: readonly Pick<GradableAnswer, "level" | "acceptable">[],
): Defined<GoldAccuracy> {
  return goldAccuracy(own.map(({ level, acceptable }) => ({ label: level, acceptable })));
}

/**
 * The first miss never decides: a test that fails is run again without it. And nothing is concluded against a person
 * before five answers, even if the test already could.
 */
function testOf(own: readonly GoldJudgment[], crowd: Crowd): SequentialVerdict & { leniency?: Leniency } {
  const whole = runTest(own, crowd);
  if (whole.decision !== "bad") return whole;
  if (own.length < STANDING_DEFAULTS.leastGold) {
    return { ...whole, decision: "undecided", leniency: "few-answers" };
  }
  const slip = own.findIndex((answer) => !isRight(answer));
  const forgiven = runTest(
    own.filter((_, at) => at !== slip),
    crowd,
  );
  const decision = forgiven.decision === "good" ? "undecided" : forgiven.decision;
  return { ...forgiven, decision, leniency: "first-miss" };
}

function runTest(own: readonly GoldJudgment[], crowd: Crowd): SequentialVerdict {
  if (crowd.good === null) {
    const { p0, p1, ...rates } = SPRT_DEFAULTS;
    return sprt(own.map(isRight), { p0: p0 * crowd.reference, p1: p1 * crowd.reference, ...rates });
  }
  const usual = ordinalSprtDefaults(crowd.good.length);
  return sprtOrdinal(own.map(asGoldAnswer), { ...usual, good: crowd.good });
}
