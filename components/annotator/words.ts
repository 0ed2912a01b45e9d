import type { Tone } from "#components/ui/chip.tsx";
import { count, counted, percent } from "#components/ui/format.ts";
import type { Consequences, StandingEvent } from "#lib/annotator/evidence/rules.ts";
import type { AnnotatorRow } from "#lib/annotator/rules/roster.ts";
import type { Evidence } from "#lib/statistics/trust/standing.ts";

// What is said to the requester about a person's standing; what the person reads is in own-words.ts.

export const STATES: Readonly<Record<AnnotatorRow["state"], { name: string; tone: Tone; means: string }>> = {
  probation: { name: "on probation", tone: "plain", means: "At work; gold has not told enough yet." },
  trusted: { name: "trusted", tone: "good", means: "At work. Passed on gold." },
  review: { name: "in review", tone: "note", means: "Gets no new items until you decide." },
  suspended: { name: "suspended", tone: "bad", means: "Gets no items; their judgments do not count." },
};

/** Of somebody who is a member of the project, an admin, or set a key of it. */
export const SEES_GOLD = {
  chip: "sees the gold",
  short: "They can see the gold: this does not measure them.",
  title: "They can see this project’s gold",
  text: "They are a member of this project, an admin, or set keys of it. Their accuracy on gold does not measure them, and neither does the evidence that rests on it.",
} as const;

export const EVIDENCE = {
  sinceJoined: "Since they joined",
  since: { reinstated: "Since you reinstated them", "second-chance": "Since their second chance" },
} as const;

export const PIECES: Readonly<Record<Evidence["kind"], string>> = {
  "test-passed": "Gold test passed",
  "test-failed": "Gold test failed",
  "test-undecided": "Gold test still open",
  "accuracy-probable": "Accuracy probably high enough",
  "accuracy-doubtful": "Accuracy too low",
  spam: "Answers without looking",
  "straight-lining": "Long run of equal answers",
  "one-sided": "One level given very often",
  "too-fast": "Much faster than the others",
};

/** One piece of evidence with its number, its limit and what it rests on. */
export function pieceInWords(piece: Evidence, wanted: number): string {
  return `${findingInWords(piece, wanted)}${restsOn(piece)}`;
}

function findingInWords({ kind, value, limit }: Evidence, wanted: number): string {
  switch (kind) {
    case "test-passed":
      return `The answers on gold are ${odds(value)} times as likely from somebody who looks as from somebody who does not; ${odds(limit)} times is enough.`;
    case "test-failed":
      return `The answers on gold are ${odds(-value)} times as likely from somebody who does not look as from somebody who does; the limit is ${odds(-limit)} times.`;
    case "test-undecided":
      return "The answers on gold do not decide yet between somebody who looks and somebody who does not.";
    case "accuracy-probable":
      return `With a probability of ${percent(value, 1)} the accuracy on gold lies above ${percent(wanted)}; the limit is ${percent(limit)}.`;
    case "accuracy-doubtful":
      return `With a probability of ${percent(value, 1)} the accuracy on gold lies below ${percent(wanted)}; the limit is ${percent(limit)}.`;
    case "spam":
      return `At least ${percent(value)} of the answers look as if given without looking; the limit is ${percent(limit)}.`;
    case "straight-lining":
      return `Such a run of one level comes by chance with a probability of ${chance(value)}; below ${chance(limit)} it is listed. Results of one query that are alike make honest runs.`;
    case "one-sided":
      return `So large a share of one level comes by chance with a probability of ${chance(value)}; below ${chance(limit)} it is listed.`;
    case "too-fast":
      return `The median answer takes ${percent(value)} of what it takes everybody; below ${percent(limit)} it is listed.`;
  }
}

function restsOn({ answers }: Evidence): string {
  return answers === null ? "" : ` Rests on ${counted(answers, "answer")}.`;
}

// A likelihood ratio in nats as "so many times".
function odds(nats: number): string {
  const times = Math.exp(nats);
  if (times >= 1e6) return "more than a million";
  return times >= 10 ? count(Math.round(times)) : times.toFixed(1);
}

function chance(probability: number): string {
  return probability < 1e-6 ? "less than one in a million" : `1 in ${count(Math.round(1 / probability))}`;
}

/** One line of the record, as the requester reads it. */
export function eventInWords({ kind, facts }: StandingEvent): string {
  const score = `${facts.right ?? 0} of ${facts.total ?? 0}`;
  switch (kind) {
    case "quiz-retry":
      return `Missed the quiz at the first go with ${score} right`;
    case "quiz-passed":
      return `Passed the quiz with ${score} right`;
    case "quiz-failed":
      return `Missed the quiz at the second go with ${score} right: waits for your decision`;
    case "probation":
      return "Back on probation: the evidence no longer says otherwise";
    case "trusted":
      return "Became trusted";
    case "second-chance":
      return "Was told their misses; the evidence starts anew";
    case "review":
      return "Came into review: gets no new items";
    case "suspended":
      return `Suspended: ${counted(facts.judgments ?? 0, "judgment")} stopped counting, ${counted(facts.reopened ?? 0, "item")} reopened`;
    case "reinstated":
      return `Reinstated: ${counted(facts.judgments ?? 0, "judgment")} count again${facts.surplus ? `, ${count(facts.surplus)} had no place any more` : ""}`;
  }
}

/** What suspending does, said before it is done. */
export function suspensionInWords({ judgments, reopened, held }: Consequences): string {
  const parts = [
    `${counted(judgments, "judgment")} ${judgments === 1 ? "stops" : "stop"} counting`,
    `${counted(reopened, "item")} ${reopened === 1 ? "reopens" : "reopen"}`,
  ];
  if (held > 0) parts.push(`${counted(held, "item")} they hold ${held === 1 ? "is" : "are"} given back`);
  return `${parts.join(", ")}. The judgments are kept: you can reinstate the person later.`;
}

/** What reinstating does now, said before it is done. */
export function reinstatementInWords({ kept, surplus }: Consequences, state: AnnotatorRow["state"]): string {
  if (state === "review") {
    return "They get new items again, and their evidence starts anew from here. What they judged has counted all along.";
  }
  const fitting = kept - surplus;
  const words = `${counted(fitting, "judgment")} ${fitting === 1 ? "counts" : "count"} again.`;
  return surplus === 0
    ? words
    : `${words} ${counted(surplus, "judgment")} found no place any more, because others have judged the items meanwhile; they are kept as surplus.`;
}
