import type { StandingEvent } from "#lib/annotator/evidence/rules.ts";

// What a person reads of their own standing and in the quiz: plain, kind, and never the word for the items that
// measure them.

export const OWN = {
  title: "Your standing",
  probation: "You are at work. Too few of your answers could be compared with the requester's to say more.",
  trusted:
    "You are trusted here: where your answers can be compared, they agree with the requester's. Thank you for the care.",
  review:
    "You get no new items for now. Your answers differed often from the requester's, so a person looks at them and decides. There is nothing you need to do; what you judged is kept and counts.",
  suspended: "You are suspended here. Your work is kept. Please write to whoever invited you.",
  secondChance:
    "Some of your answers differed from what the requester expected. Nothing is lost: have a look at them below. From then on we look only at your new answers.",
  reinstated: "The requester has looked and lets you go on. From then on we look only at your new answers.",
  noAccuracy: "None of your answers could be compared yet.",
  missesTitle: "Where you and the requester differed",
} as const;

export const QUIZ = {
  eyebrow: "Before you start",
  title: "A short practice quiz",
  lead: "These practice items show how the scale is meant. After each one you see what the requester expects and why. They are not counted as judgments.",
  retryTitle: "A second round of practice",
  retryLead:
    "The first round did not agree well enough with what the requester expects. That happens: here is a second round, and with what you have read you will find it easier.",
  searchedFor: "Someone searched for",
  unreachable: "The server cannot be reached. Please press the level again in a moment.",
  right: "That is what the requester expects",
  wrong: "The requester expects something else",
  next: "Next item",
  see: "See how it went",
  your: "You chose",
  expected: "Expected",
  passedTitle: "You are ready",
  start: "Start judging",
  againTitle: "Let us practice a little more",
  again: "Start the second round",
  reviewTitle: "Thank you for practicing",
  review:
    "Your answers still differ from what the requester expects, so a person will look at them and decide. There is nothing you need to do, and your place is kept.",
  projects: "All projects",
} as const;

export function placeInQuiz(answered: number, total: number): string {
  return `Practice item ${Math.min(answered + 1, total)} of ${total}`;
}

export function scoreInQuiz(right: number, total: number): string {
  return `${right} of ${total} as the requester expects.`;
}

/** The events a person reads of themselves. */
export function ownEventInWords({ kind, facts }: StandingEvent): string {
  const score = `${facts.right ?? 0} of ${facts.total ?? 0}`;
  switch (kind) {
    case "quiz-retry":
      return `First round of practice: ${score} as expected`;
    case "quiz-passed":
      return `Practice finished: ${score} as expected`;
    case "quiz-failed":
      return `Second round of practice: ${score} as expected; the requester decides`;
    case "probation":
      return "Your standing was looked at again: you are at work";
    case "trusted":
      return "You became trusted";
    case "second-chance":
      return "We showed you where you and the requester differed; we look at new answers only";
    case "review":
      return "The requester was asked to look at your answers";
    case "suspended":
      return "You were suspended";
    case "reinstated":
      return "The requester lets you go on";
  }
}
