import { type Crowd, crowdBehind, type GoldJudgment, verdictOn } from "#lib/annotator/rules/crowd.ts";
import { decidingAnswers, restartOf, type Starts } from "#lib/annotator/rules/gold-record.ts";
import type { AnnotatorRow } from "#lib/annotator/rules/roster.ts";
import type { StandingVerdict } from "#lib/statistics/trust/standing.ts";
import { type GradableAnswer, isNearGold, quizResult } from "../quiz/rules.ts";

/**
 * The version of this rule and of every rule below it that decides on a standing. Each line that it writes to a
 * person's record names the version. Lines without one are older and belong to version 1. Increase it with every
 * change that can give the same evidence another standing.
 */
export const STANDING_RULE = 2;

type State = AnnotatorRow["state"];

export type Person = Starts & {
  no: number;
  state: State;
  /** Both attempts at the quiz were failed at the time */
  hasFailedQuiz: boolean;
};

/** Everything that the standing of everybody in a project is computed from. */
export type StandingBasis = {
  levels: number;
  /** The share of what the others get right that is enough, 0..1 */
  pass: number;
  people: readonly Person[];
  answers: readonly GoldJudgment[];
  quiz: readonly (GradableAnswer & { attempt: number })[];
};

/** How a person's standing was changed, as their record names it. */
export type StandingMove = "probation" | "trusted" | "second-chance" | "review";

export type StandingDecision = {
  annotatorNo: number;
  from: State;
  /** The second chance that was on record when this was decided */
  chanceFrom: number | null;
  state: State;
  secondChanceAtSeq: number | null;
  /** From the answers since the evidence last started over */
  verdict: StandingVerdict;
  /** Accuracy on gold that is enough in this project, 0..1 */
  wanted: number;
  /** The setting that it follows from, and the share that the others get right: 1 while too few of them are known */
  pass: number;
  reference: number;
  /** Null when everything stays as it is */
  move: StandingMove | null;
};

/**
 * The standing of everybody, from their answers on gold alone, whatever was concluded before.
 *
 * The first time that the evidence asks for a review, the person sees their misses, continues to judge, and the evidence
 * starts over. Only the second time are they moved to review: nothing new is lent to them, and a requester decides. A
 * second chance that the gold of today no longer justifies is disregarded. Suspended people stay suspended: a person
 * decided that, and only a person can undo it.
 * @param basis facts of the whole project, under the current or possible acceptable levels
 * @param excludedItems gold in review, which measures nobody
 */
export function standingsOf(
  basis: StandingBasis,
  excludedItems: ReadonlySet<number> = new Set(),
): StandingDecision[] {
  const answers = basis.answers.filter(({ itemNo }) => !excludedItems.has(itemNo));
  const quiz = basis.quiz.filter(({ itemNo }) => !excludedItems.has(itemNo));
  const byPerson = Map.groupBy(answers, ({ annotatorNo }) => annotatorNo);
  const crowdOf = crowdBehind(basis.levels, basis.pass, byPerson);
  return basis.people.map((person) => {
    const own = byPerson.get(person.no) ?? [];
    return decideStanding(person, own, crowdOf(person.no), { quiz, answers });
  });
}

/** What everybody answered to the items of a person's quiz, in the quiz and unmarked. More answers change nothing. */
export type QuizBasis = { quiz: StandingBasis["quiz"]; answers: readonly GradableAnswer[] };

/** Whether the quiz of a person has a say in their standing. */
export function isQuizTelling({ hasFailedQuiz, reinstatedAtSeq }: Person): boolean {
  return hasFailedQuiz && reinstatedAtSeq === null;
}

/** The standing of one person. @param own their answers on gold in the order given @param crowd the others */
export function decideStanding(
  person: Person,
  own: readonly GoldJudgment[],
  crowd: Crowd,
  basis: QuizBasis,
): StandingDecision {
  return decide(person, own, crowd, isQuizTelling(person) && failsQuiz(person.no, crowd, basis));
}

function failsQuiz(
  no: number,
  { pass, levels }: Pick<Crowd, "pass" | "levels">,
  { quiz, answers }: QuizBasis,
): boolean {
  const all = quiz.filter((answer) => answer.annotatorNo === no);
  if (isNearGold(all, levels)) return false;
  const others = [...quiz.filter(({ attempt }) => attempt === 1), ...answers];
  return [1, 2].every((attempt) => {
    const own = all.filter((answer) => answer.attempt === attempt);
    return !quizResult(own, others, pass).hasPassed;
  });
}

function decide(
  person: Person,
  own: readonly GoldJudgment[],
  crowd: Crowd,
  isOutOfQuiz: boolean,
): StandingDecision {
  const { no: annotatorNo, state: from, reinstatedAtSeq } = person;
  const chance = isJustified(person, own, crowd) ? person.secondChanceAtSeq : null;
  const restart = restartOf({ secondChanceAtSeq: chance, reinstatedAtSeq });
  const verdict = verdictOn(decidingAnswers(own, restart), crowd);
  const { accuracy: wanted, pass, reference } = crowd;
  const stay = { annotatorNo, from, chanceFrom: person.secondChanceAtSeq, verdict, wanted, pass, reference };
  const settle = (state: State, move: StandingMove, secondChanceAtSeq = chance): StandingDecision => {
    const isSame = state === from && secondChanceAtSeq === person.secondChanceAtSeq;
    return { ...stay, state, secondChanceAtSeq, move: isSame ? null : move };
  };
  if (from === "suspended") {
    return { ...stay, state: from, secondChanceAtSeq: person.secondChanceAtSeq, move: null };
  }
  if (isOutOfQuiz) return settle("review", "review");
  if (verdict.standing !== "review") return settle(verdict.standing, verdict.standing);
  if (chance !== null) return settle("review", "review");
  return settle("probation", "second-chance", own.at(-1)?.seq ?? null);
}

/** Whether the answers before the second chance still justify it. What a requester has decided since is not asked again. */
function isJustified(person: Person, own: readonly GoldJudgment[], crowd: Crowd): boolean {
  const { secondChanceAtSeq: chance, reinstatedAtSeq: start } = person;
  if (chance === null) return false;
  if (start !== null && start >= chance) return true;
  const before = own.filter(({ seq }) => seq > (start ?? 0) && seq <= chance);
  return verdictOn(before, crowd).standing === "review";
}
