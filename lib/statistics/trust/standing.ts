import type { Defined } from "#lib/labeling.ts";
import { betaTail } from "#lib/statistics/numeric/beta.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import type { AnswerHabit } from "./answer-habit.ts";
import type { GoldAccuracy } from "./gold-accuracy.ts";
import type { GoldReading } from "./gold-reading.ts";
import type { SequentialVerdict } from "./sequential-test.ts";

/** Where an annotator stands. There is none for "suspended": that is a person's decision, made on this evidence. */
export type Standing = "probation" | "trusted" | "review";

/**
 * What was conceded to a person in a sequential test. "first-miss": the test is the one without their first miss.
 * Otherwise a failed test is held open, because it stands on too few answers or too few misses.
 */
export type Leniency = "first-miss" | "few-answers" | "few-misses";

/** What is known about an annotator; leave out what is not. */
export type StandingFacts = {
  readonly gold?: Defined<GoldAccuracy>;
  /** Of the same answers, lean and noise apart, against the same wanted accuracy; without it right and wrong decide alone */
  readonly reading?: Defined<GoldReading>;
  /** Sequential test on the same gold, right/wrong or ordinal; needs `gold` to tell a second miss from the first */
  readonly test?: SequentialVerdict & { readonly leniency?: Leniency };
  /** Share of answers given without looking, from the spam-mixture, 0..1 */
  readonly spamShare?: Interval & { readonly mean: number };
  readonly habit?: AnswerHabit;
  /** Median time per answer, own and of all annotators, in the same unit */
  readonly pace?: { readonly own: number; readonly crowd: number };
};

export type StandingSettings = {
  /** Accuracy on gold that is good enough, fraction */
  readonly accuracy: number;
  /** Probability from which on the accuracy counts as above or below, fraction */
  readonly certainty: number;
  /** Answers on gold below which nothing is concluded from the accuracy */
  readonly leastGold: number;
  /** Misses on gold below which nobody is sent to review for gold */
  readonly leastMisses: number;
  /** Spam share that the lower end of its interval must reach */
  readonly spam: number;
  /** Improbability of a habit that counts */
  readonly chance: number;
  /** Part of the crowd's median time below which somebody is too fast */
  readonly pace: number;
};

/** Conventions of ours; fractions and counts as in `StandingSettings`. */
export const STANDING_DEFAULTS: StandingSettings = {
  accuracy: 0.7,
  certainty: 0.95,
  leastGold: 5,
  leastMisses: 2,
  spam: 0.5,
  chance: 1e-4,
  pace: 0.25,
};

/** One fact that speaks for a standing: what was found (`value`) against what it was held (`limit`), in the same unit. */
export type Evidence = {
  readonly kind:
    | "test-passed"
    | "test-failed"
    | "test-undecided"
    | "accuracy-probable"
    | "accuracy-doubtful"
    | "spam"
    | "straight-lining"
    | "one-sided"
    | "too-fast";
  readonly speaksFor: Standing;
  /** Nats (tests), probability of an accuracy above or below the wanted one, share, probability (habits), part of the crowd's time */
  readonly value: number;
  readonly limit: number;
  /** Answers it rests on, null where that was not told */
  readonly answers: number | null;
  /** Of tests. Records of earlier releases never have it, and their open tests all have the upper limit */
  readonly leniency?: Leniency;
};

export type StandingVerdict = {
  readonly standing: Standing;
  /** In the order test, accuracy, spam, habits, pace */
  readonly evidence: readonly Evidence[];
  /** Whether gold alone justifies that a person suspends this annotator; no other evidence ever does */
  readonly hasGroundsToSuspend: boolean;
};

/**
 * Where an annotator stands, with all evidence listed, so that whoever decides sees what it rests on.
 *
 * In words: any evidence for review wins: a failed test, a gold accuracy that is below the wanted one with a probability above
 * `certainty`, a spam share that is surely high, improbable runs or favorites, answers in a fraction of the usual time.
 * Otherwise a passed test makes somebody trusted; everybody else is on probation. The first miss never
 * changes anything, however far off: a test that failed on it is listed as undecided. An undecided test is held against
 * the limit on the side it leans to. A probable accuracy is listed
 * but makes nobody trusted: looked at after every answer it is not a test.
 *
 * Grounds to suspend exist only where P(accuracy < wanted) > `certainty` after at least `leastGold` gold answers, also with the
 * person's lean taken out: who is strict or lenient everywhere is told so, not suspended for it. Habits, speed and spam shares
 * send to review and no further. Suspending is left to a person.
 * Source: A. Wald 1945 (see `sequentialTest`); posterior with a uniform prior, see `betaTail`.
 * @param facts what is known @param settings thresholds
 * @returns the standing, the evidence, and whether it carries a suspension
 * @example standingOf({}) // probation, no evidence, no grounds
 */
export function standingOf(
  facts: StandingFacts,
  settings: StandingSettings = STANDING_DEFAULTS,
): StandingVerdict {
  const accuracy = accuracyEvidence(facts.gold, settings);
  const evidence = [...testEvidence(facts, settings), ...accuracy, ...answerEvidence(facts, settings)];
  const isDoubtful = accuracy.some((piece) => piece.kind === "accuracy-doubtful");
  const hasGroundsToSuspend = isDoubtful && !isOnlyLeaning(facts.reading, settings);
  if (evidence.some((piece) => piece.speaksFor === "review")) {
    return { standing: "review", evidence, hasGroundsToSuspend };
  }
  const hasPassed = evidence.some((piece) => piece.kind === "test-passed");
  return { standing: hasPassed ? "trusted" : "probation", evidence, hasGroundsToSuspend };
}

function testEvidence({ test, gold }: StandingFacts, settings: StandingSettings): Evidence[] {
  if (test === undefined || test.at === 0) return [];
  const { decision, llr: value, at: answers } = test;
  const conceded = test.leniency === undefined ? {} : { leniency: test.leniency };
  const piece = { value, answers, ...conceded };
  if (decision === "good") {
    return [{ ...piece, kind: "test-passed", speaksFor: "trusted", limit: test.upper }];
  }
  const misses = gold === undefined || gold.reason !== null ? 0 : gold.n - gold.exact.count;
  const open = { ...piece, kind: "test-undecided", speaksFor: "probation" } as const;
  if (decision !== "bad") return [{ ...open, limit: value < 0 ? test.lower : test.upper }];
  return misses >= settings.leastMisses
    ? [{ ...piece, kind: "test-failed", speaksFor: "review", limit: test.lower }]
    : [{ ...open, limit: test.lower, leniency: "few-misses" }];
}

function accuracyEvidence(gold: StandingFacts["gold"], settings: StandingSettings): Evidence[] {
  if (gold === undefined || gold.reason !== null || gold.n < settings.leastGold) return [];
  const { count, n: answers } = gold.exact;
  const { accuracy, certainty: limit } = settings;
  const above = betaTail(count, answers, accuracy);
  if (above > limit) {
    return [{ kind: "accuracy-probable", speaksFor: "trusted", value: above, limit, answers }];
  }
  const isDoubtful = 1 - above > limit && answers - count >= settings.leastMisses;
  if (!isDoubtful) return [];
  return [{ kind: "accuracy-doubtful", speaksFor: "review", value: 1 - above, limit, answers }];
}

/** Whether the accuracy may be good enough without the lean. */
function isOnlyLeaning(reading: StandingFacts["reading"], { certainty }: StandingSettings): boolean {
  return reading?.reason === null && reading.evenedBelow <= certainty;
}

function answerEvidence(facts: StandingFacts, settings: StandingSettings): Evidence[] {
  const { spamShare, habit, pace } = facts;
  const found: Evidence[] = [];
  const flag = (kind: Evidence["kind"], value: number, limit: number, answers: number | null) =>
    found.push({ kind, speaksFor: "review", value, limit, answers });
  if (spamShare !== undefined && spamShare.lower >= settings.spam) {
    flag("spam", spamShare.lower, settings.spam, null);
  }
  if (habit !== undefined && habit.runChance <= settings.chance) {
    flag("straight-lining", habit.runChance, settings.chance, habit.n);
  }
  if (habit !== undefined && habit.favoriteChance <= settings.chance) {
    flag("one-sided", habit.favoriteChance, settings.chance, habit.n);
  }
  if (pace !== undefined && pace.own < settings.pace * pace.crowd) {
    flag("too-fast", pace.own / pace.crowd, settings.pace, null);
  }
  return found;
}
