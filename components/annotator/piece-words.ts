import { count, counted, percent } from "#components/ui/format.ts";
import type { PersonView } from "#lib/annotator/evidence/rules.ts";
import { LEAST_REFERENCE } from "#lib/annotator/rules/crowd.ts";
import { type Evidence, STANDING_DEFAULTS } from "#lib/statistics/trust/standing.ts";

// What accuracy is asked for, and each piece of evidence as the requester reads it, with the numbers behind it.

/** What accuracy is enough, and what it follows from. */
export function wantedInWords({
  wanted,
  pass,
  reference,
}: Pick<PersonView, "wanted" | "pass" | "reference">): string {
  if (reference === 1) return `This project asks for ${percent(wanted)} right.`;
  return reference <= LEAST_REFERENCE
    ? `This project never asks for less than ${percent(wanted)} right.`
    : `This project asks for ${percent(pass)} of the others’ median accuracy, ${percent(reference)}: ${percent(wanted)}.`;
}

export const PIECES: Readonly<Record<Evidence["kind"], string>> = {
  "test-passed": "Gold test passed",
  "test-failed": "Gold test failed",
  "test-undecided": "Gold test still open",
  "accuracy-probable": "Accuracy high enough",
  "accuracy-doubtful": "Accuracy too low",
  spam: "Answers without looking",
  "straight-lining": "Long run of equal answers",
  "one-sided": "One level given very often",
  "too-fast": "Much faster than the others",
};

/** One piece of evidence as a sentence that can be repeated. */
export function pieceInWords(piece: Evidence, wanted: number): string {
  const { kind, value, answers, leniency } = piece;
  switch (kind) {
    case "test-passed":
      return firstAnswersFit(answers, READS);
    case "test-failed":
      return leniency === "first-miss"
        ? `Even without their first miss, their gold answers fit ${GUESSES}`
        : firstAnswersFit(answers, GUESSES);
    case "test-undecided":
      return openTestInWords(piece);
    case "accuracy-probable":
      return `Their gold accuracy is very likely above ${percent(wanted)}.`;
    case "accuracy-doubtful":
      return `Their gold accuracy is very likely below ${percent(wanted)}.`;
    case "spam":
      return `At least ${percent(value)} of their answers look like guesses.`;
    case "straight-lining":
      return "They gave one level many times in a row. Similar results of one query can cause this.";
    case "one-sided":
      return "They give one level far more often than other annotators.";
    case "too-fast":
      return `The median time of ${answers === null ? "their answers" : `their ${counted(answers, "answer")}`} is ${percent(value)} of everyone’s.`;
  }
}

const READS = "someone who reads the items.";
const GUESSES = "someone who guesses.";
const { leastGold, leastMisses } = STANDING_DEFAULTS;

function openTestInWords({ value, limit, answers, leniency }: Evidence): string {
  switch (leniency) {
    case "few-answers":
      return `${firstAnswersFit(answers, GUESSES)} A decision against them needs ${leastGold} gold answers.`;
    case "few-misses":
      return `${firstAnswersFit(answers, GUESSES)} A decision against them needs ${leastMisses} misses.`;
    case "first-miss":
      // With the first miss the test failed, else it would not have been left out.
      return value >= limit && limit > 0
        ? `With their first miss, their gold answers fit ${GUESSES} Without it, they fit ${READS}`
        : `Without their first miss, their other ${goldAnswers(answers)} not enough to decide.`;
    default:
      return `Their ${goldAnswers(answers)} not enough to decide.`;
  }
}

function goldAnswers(answers: number | null): string {
  return answers === null ? "gold answers are" : counted(answers, "gold answer is", "gold answers are");
}

// The test stops at the answer that decides: more may have come since.
function firstAnswersFit(answers: number | null, whom: string): string {
  if (answers === null) return `Their gold answers fit ${whom}`;
  return answers === 1
    ? `Their first gold answer fits ${whom}`
    : `Their first ${counted(answers, "gold answer")} fit ${whom}`;
}

/** The number behind a piece, its limit and what it is based on. */
export function numbersInWords(piece: Evidence): string {
  const { answers } = piece;
  return `${limitInWords(piece)}${answers === null ? "" : ` Based on ${counted(answers, "answer")}.`}`;
}

function limitInWords({ kind, value, limit }: Evidence): string {
  switch (kind) {
    case "test-passed":
    case "test-failed":
    case "test-undecided":
      // Records of earlier releases hold an open test against the limit of the other side.
      return value < 0 && limit > 0
        ? `Likelihood ratio: ${ratio(value)}.`
        : `Likelihood ratio: ${ratio(value)}. The limit is ${ratio(limit)}.`;
    case "accuracy-probable":
    case "accuracy-doubtful":
      return `Probability: ${percent(value, 1)}. The limit is ${percent(limit)}.`;
    case "spam":
      return `Lower end of the interval: ${percent(value)}. The limit is ${percent(limit)}.`;
    case "straight-lining":
    case "one-sided":
      return `Probability by chance: ${chance(value)}. The limit is ${chance(limit)}.`;
    case "too-fast":
      return `Share of the median time: ${percent(value)}. The limit is ${percent(limit)}.`;
  }
}

// A likelihood ratio in nats: how many times as likely the answers are from one kind of person as from the other.
function ratio(nats: number): string {
  const times = Math.exp(Math.abs(nats));
  const text =
    times >= 1e6 ? "more than 1,000,000" : times >= 10 ? count(Math.round(times)) : times.toFixed(1);
  return `${text} to 1 for ${nats < 0 ? "guessing" : "reading the items"}`;
}

function chance(probability: number): string {
  return probability < 1e-6 ? "less than 1 in 1,000,000" : `1 in ${count(Math.round(1 / probability))}`;
}
