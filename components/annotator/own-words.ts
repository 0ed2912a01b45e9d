import { percent } from "#components/ui/format.ts";
import type { StandingEvent } from "#lib/annotator/evidence/rules.ts";
import type { QuizEnd } from "#lib/annotator/quiz/rules.ts";

// What a person reads of their own standing and in the quiz: plain, kind, and never the word for the items that
// measure them.

export const OWN = {
  title: "Your standing",
  review:
    "You get no new items for now. Your answers often differed from the requester’s. The requester will review them and decide. You do not need to do anything. Your judgments are kept and counted.",
  noAccuracy: "None of your answers have been compared yet.",
  missesTitle: "Where you and the requester differed",
} as const;

export const QUIZ = {
  eyebrow: "Before you start",
  title: "A short practice quiz",
  lead: "These practice items show how to use the scale. After each answer, you see the acceptable levels and the reason. Your answers here do not count as judgments.",
  retryTitle: "The second round of the practice quiz",
  retryLead:
    "Too few of your answers in the first round matched the requester’s. In the second round, use what you learned.",
  searchedFor: "Someone searched for",
  unreachable: "The server cannot be reached. Choose the level again in a moment.",
  right: "Your answer matches the requester’s",
  wrong: "Your answer differs from the requester’s",
  next: "Next item",
  see: "See result",
  your: "You chose",
  passedTitle: "You passed",
  start: "Start judging",
  againTitle: "A second round comes next",
  again: "Start second round",
  reviewTitle: "The requester will decide",
  review:
    "Your answers still differ too often from the requester’s. The requester will review them and decide. You do not need to do anything.",
  projects: "All projects",
} as const;

export function enoughInWords(wanted: number): string {
  return `This project asks for at least ${percent(wanted)}.`;
}

export function positionInQuiz(answered: number, total: number): string {
  return `Practice item ${Math.min(answered + 1, total)} of ${total}`;
}

/** "4 of 10 answers right. Passing needs 7." Rounds that ended under an earlier version do not know the number. */
export function scoreInQuiz({ right, total, needed, next }: QuizEnd): string {
  const score = `${right} of ${total} answers right.`;
  return needed === null || next === "work" ? score : `${score} Passing needs ${needed}.`;
}

/** "4 of 10 right, 7 needed". Rounds that ended under an earlier version do not know how many were needed. */
export function quizScoreInWords({ right = 0, total = 0, needed }: StandingEvent["facts"]): string {
  return `${right} of ${total} right${needed === undefined ? "" : `, ${needed} needed`}`;
}

/** The events a person reads of themselves. */
export function ownEventInWords({ kind, facts }: StandingEvent): string {
  const score = quizScoreInWords(facts);
  switch (kind) {
    case "quiz-retry":
      return `Practice quiz, first round: ${score}`;
    case "quiz-passed":
      return `Practice quiz passed: ${score}`;
    case "quiz-failed":
      return `Practice quiz, second round: ${score}. The requester decides.`;
    case "probation":
      return "Your standing was reviewed. You can continue judging.";
    case "trusted":
      return "You became trusted";
    case "second-chance":
      return "You saw where you and the requester differed. Only new answers count from here.";
    case "review":
      return "The requester was asked to review your answers";
    case "suspended":
      return "You were suspended";
    case "reinstated":
      return "The requester reinstated you";
  }
}
