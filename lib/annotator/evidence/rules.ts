import type { Restart } from "#lib/annotator/rules/gold-record.ts";
import type { AnnotatorRow } from "#lib/annotator/rules/roster.ts";
import type { Defined } from "#lib/labeling.ts";
import { answerHabit } from "#lib/statistics/trust/answer-habit.ts";
import type { GoldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import type { GoldReading } from "#lib/statistics/trust/gold-reading.ts";
import { type Evidence, type StandingVerdict, standingOf } from "#lib/statistics/trust/standing.ts";

/** How somebody answers, whatever the items are. */
export type Habits = {
  /** Levels 1..K in the order given */
  given: readonly number[];
  /** How often everybody together gave each level, in level order */
  crowd: readonly number[];
  ownMedianMs: number | null;
  crowdMedianMs: number | null;
};

/** Of fewer answers the median says nothing about how somebody works. */
const LEAST_FOR_PACE = 10;

/** What is worth a look apart from gold. It changes nobody's standing: queries stay together, so honest people have runs. */
export function flagsOn({ given, crowd, ownMedianMs, crowdMedianMs }: Habits): Evidence[] {
  const total = crowd.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const habit = answerHabit(
    given.map((level) => level - 1),
    crowd.map((count) => count / total),
  );
  const isKnown = given.length >= LEAST_FOR_PACE;
  const hasPace = isKnown && ownMedianMs !== null && crowdMedianMs !== null && crowdMedianMs > 0;
  const pace = hasPace ? { pace: { own: ownMedianMs, crowd: crowdMedianMs } } : {};
  const { evidence } = standingOf({ habit, ...pace });
  return evidence.map((piece) => (piece.kind === "too-fast" ? { ...piece, answers: given.length } : piece));
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
  /** The counts at that time, of the quiz or of a suspension */
  facts: {
    right?: number;
    total?: number;
    /** Right answers that passing the quiz needed; never set by earlier releases */
    needed?: number;
    /** Passed by both rounds together, because the answers lie near the gold; never set by earlier releases */
    isNear?: boolean;
    judgments?: number;
    reopened?: number;
    surplus?: number;
  };
  /** The evidence that decided, with the accuracy that was required then */
  evidence: Evidence[];
  wanted: number;
};

/** The newest decision of a requester about a person, as that person reads it. */
export type OwnDecision = { kind: "suspended" | "reinstated"; reason: string; at: Date };

/** Missed gold as the person sees it. */
export type MissedGold = {
  query: string | null;
  title: string;
  level: number;
  acceptable: number[];
  reason: string;
};

/** What a suspension would do now, or what a reinstatement would. */
export type DecisionConsequences = {
  judgments: number;
  reopened: number;
  held: number;
  /** Judgments that are kept but not counted, and how many of them are surplus */
  kept: number;
  surplus: number;
};

/** What is known of a person since their evidence last started over. */
type Findings = {
  state: AnnotatorRow["state"];
  verdict: StandingVerdict;
  /** Accuracy on gold that is enough here, 0..1 */
  wanted: number;
  /** The setting that it follows from, and the share that the others get right: 1 while too few of them are known */
  pass: number;
  reference: number;
  accuracy: Defined<GoldAccuracy>;
  /** Over all their gold answers, also those before the evidence started over */
  inAll: Defined<GoldAccuracy>;
  /** How they read the scale, by the same answers */
  reading: Defined<GoldReading>;
  /** When the evidence started over, by a second chance or by a requester's decision. Null: it never did */
  since: { at: Date; by: Restart["by"] } | null;
  events: StandingEvent[];
};

/** Everything that a requester needs for a decision. */
export type PersonView = Findings & {
  person: Pick<AnnotatorRow, "no" | "pseudonym" | "name" | "isSimulated" | "joinedAt" | "seesGold">;
  levels: number;
  flags: readonly Evidence[];
  misses: MissedGold[];
  consequences: DecisionConsequences;
};

/** What a person is shown of their own standing. */
export type OwnStandingView = Omit<Findings, "reading" | "pass" | "reference" | "inAll"> & {
  levels: number;
  misses: MissedGold[];
};

/** What the evidence on a person started over by, and the time of it in their record. */
export function freshStart(restart: Restart | null, events: readonly StandingEvent[]): Findings["since"] {
  if (restart === null) return null;
  const starts =
    restart.by === "reinstated"
      ? returnsFromReview(events)
      : events.filter(({ kind }) => kind === "second-chance");
  const at = starts.at(-1)?.at;
  return at === undefined ? null : { at, by: restart.by };
}

/** The end of a suspension alone starts nothing over: people continue where they stood before it. */
function returnsFromReview(events: readonly StandingEvent[]): StandingEvent[] {
  let isInReview = false;
  return events.filter(({ kind }) => {
    const isReturn = isInReview && kind === "reinstated";
    if (kind === "suspended") return false;
    isInReview = kind === "review" || kind === "quiz-failed";
    return isReturn;
  });
}
