import { type AlikeAnswers, accuracyOf, type GoldJudgment } from "#lib/annotator/rules/crowd.ts";
import type { Defined } from "#lib/labeling.ts";
import type { GoldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";

/** Up to which judgment the evidence on a person was closed, by each of the two things that start it over. */
export type Starts = { secondChanceAtSeq: number | null; reinstatedAtSeq: number | null };

/** What the evidence last started over by, and after which judgment. */
export type Restart = { by: "second-chance" | "reinstated"; afterSeq: number };

/** How a person does on gold: over all their answers, and over those that decide now. */
export type GoldRecord = {
  all: Defined<GoldAccuracy>;
  /** Only the answers since then decide. Null: the evidence never started over, so all of them do */
  since: (Restart & { accuracy: Defined<GoldAccuracy> }) | null;
};

/** Where the evidence on a person last started over. Null: it never did. */
export function restartOf({ secondChanceAtSeq: chance, reinstatedAtSeq: start }: Starts): Restart | null {
  if (chance === null && start === null) return null;
  return (start ?? -1) >= (chance ?? -1)
    ? { by: "reinstated", afterSeq: start ?? 0 }
    : { by: "second-chance", afterSeq: chance ?? 0 };
}

/** Of one person's answers on gold, those that decide now. */
export function decidingAnswers(own: readonly GoldJudgment[], restart: Restart | null): GoldJudgment[] {
  return own.filter(({ seq }) => restart === null || seq > restart.afterSeq);
}

/** Answers on gold that are alike, and how many of them decide now. */
export type AlikeRecord = AlikeAnswers & { deciding: number };

/** @param own all answers of this person on gold that measures */
export function goldRecordOf(starts: Starts, own: readonly GoldJudgment[]): GoldRecord {
  const deciding = new Set(decidingAnswers(own, restartOf(starts)));
  return recordOfAlike(
    starts,
    own.map((answer) => ({ ...answer, answers: 1, deciding: deciding.has(answer) ? 1 : 0 })),
  );
}

/** The same of answers that are counted where they are alike. */
export function recordOfAlike(starts: Starts, own: readonly AlikeRecord[]): GoldRecord {
  const restart = restartOf(starts);
  return {
    all: accuracyOf(own.flatMap((alike) => repeated(alike, alike.answers))),
    since: restart && {
      ...restart,
      accuracy: accuracyOf(own.flatMap((alike) => repeated(alike, alike.deciding))),
    },
  };
}

function repeated(alike: AlikeAnswers, times: number): AlikeAnswers[] {
  return new Array<AlikeAnswers>(times).fill(alike);
}
