import type { AnnotatorRow } from "#lib/annotator/rules/roster.ts";
import type { Defined } from "#lib/labeling.ts";
import { answerHabit } from "#lib/statistics/trust/answer-habit.ts";
import type { GoldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { type Evidence, type StandingVerdict, standingOf } from "#lib/statistics/trust/standing.ts";
import type { Person } from "../standing/rules.ts";

/** How somebody answers, whatever the items are. */
export type Habits = {
  /** Levels 1..K in the order given */
  given: readonly number[];
  /** How often everybody together gave each level, in level order */
  crowd: readonly number[];
  ownMedianMs: number | null;
  crowdMedianMs: number | null;
};

/** What is worth a look beside gold. Items come query by query, so that honest people have runs too: it moves nobody. */
export function flagsOn({ given, crowd, ownMedianMs, crowdMedianMs }: Habits): Evidence[] {
  const total = crowd.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const habit = answerHabit(
    given.map((level) => level - 1),
    crowd.map((count) => count / total),
  );
  const hasPace = ownMedianMs !== null && crowdMedianMs !== null && crowdMedianMs > 0;
  const pace = hasPace ? { pace: { own: ownMedianMs, crowd: crowdMedianMs } } : {};
  return [...standingOf({ habit, ...pace }).evidence];
}

export type EventKind =
  | "quiz-retry"
  | "quiz-passed"
  | "quiz-failed"
  | "probation"
  | "trusted"
  | "second-chance"
  | "review"
  | "suspended"
  | "reinstated";

/** One line of a person's record. */
export type StandingEvent = {
  no: number;
  kind: EventKind;
  reason: string;
  /** Null where the evidence decided */
  by: string | null;
  at: Date;
  /** What was counted when it happened: of the quiz, or of a suspension */
  facts: { right?: number; total?: number; judgments?: number; reopened?: number; surplus?: number };
  /** What the evidence was when it decided, with the accuracy that was wanted then */
  evidence: Evidence[];
  wanted: number;
};

/** A gold that was missed, as it is told to the person. */
export type Miss = {
  query: string | null;
  title: string;
  level: number;
  acceptable: number[];
  reason: string;
};

/** What a suspension would do now, or what a reinstatement would. */
export type Consequences = {
  judgments: number;
  reopened: number;
  held: number;
  /** Judgments kept and not counted, and how many of them have no place any more */
  kept: number;
  surplus: number;
};

/** What is known of a person since their evidence last started anew. */
type Findings = {
  state: AnnotatorRow["state"];
  verdict: StandingVerdict;
  /** Accuracy on gold that is enough here, 0..1 */
  wanted: number;
  accuracy: Defined<GoldAccuracy>;
  /** When the evidence started anew, and whether by a second chance or by a requester's word; null from the beginning */
  since: { at: Date; by: "second-chance" | "reinstated" } | null;
  events: StandingEvent[];
};

/** Everything that a requester decides on. */
export type PersonView = Findings & {
  person: Pick<AnnotatorRow, "no" | "pseudonym" | "name" | "isSimulated" | "joinedAt" | "seesGold">;
  levels: number;
  flags: Evidence[];
  misses: Miss[];
  consequences: Consequences;
};

/** What a person is shown of their own standing. */
export type OwnStandingView = Findings & { levels: number; misses: Miss[] };

/** Where the evidence on a person started anew, and when their record says it was. */
export function freshStart(
  person: Pick<Person, "secondChanceAtSeq" | "reinstatedAtSeq">,
  events: readonly StandingEvent[],
): Findings["since"] {
  const { secondChanceAtSeq: chance, reinstatedAtSeq: start } = person;
  if (chance === null && start === null) return null;
  const by = (start ?? -1) >= (chance ?? -1) ? "reinstated" : "second-chance";
  const at = events.findLast(({ kind }) => kind === by)?.at;
  return at === undefined ? null : { at, by };
}
