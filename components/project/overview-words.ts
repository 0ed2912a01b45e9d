import type { Tone } from "#components/ui/chip.tsx";
import { counted, percent } from "#components/ui/format.ts";
import { LEAST_BANK, quizSize } from "#lib/annotator/quiz/rules.ts";
import type { LaunchCheck, LaunchFacts, LaunchStep } from "#lib/project/launch/rules.ts";
import type { Completion, ProjectProgress } from "#lib/project/progress/rules.ts";
import type { NextStep, Problem } from "#lib/project/rules.ts";
import { judgmentsPerItemWords } from "./words.ts";

// The words of the overview's cards, each with the page that its link opens.

export type LaunchLine = { name: string; sentence: string; mend: string; button?: string; href: string };

export function launchLine({ step, state }: LaunchCheck, facts: LaunchFacts, needed: number): LaunchLine {
  const isDone = state === "done";
  const undefinedLevels = facts.levels - facts.definedLevels;
  const lines: Record<LaunchStep, LaunchLine> = {
    scale: {
      name: "Scale",
      sentence: isDone
        ? `${counted(facts.levels, "level")}, each with a definition.`
        : `${counted(undefinedLevels, "level has", "levels have")} no definition. Annotators need one for each level.`,
      mend: "Define levels",
      button: "Define levels",
      href: "/settings#scale",
    },
    guideline: {
      name: "Guideline",
      sentence: isDone
        ? `Version ${facts.guidelineVersion} is published.`
        : "Annotators have nothing to read yet. Start from the template.",
      mend: "Write guideline",
      button: "Write guideline",
      href: isDone ? "/guideline" : "/guideline/edit",
    },
    items: {
      name: "Items",
      sentence: isDone ? `${counted(facts.items, "item")} to judge.` : "There is nothing to judge yet.",
      mend: "Add items",
      button: "Add items",
      href: isDone ? "/items" : "/items/import",
    },
    quality: {
      name: "Quality",
      sentence: `${judgmentsPerItemWords(facts)} judgments per item. ${goldPlanInWords(facts.goldRate)}`,
      mend: "View",
      href: "/settings#quality",
    },
    gold: { sentence: goldSentence(isDone, facts, needed), name: "Gold", mend: "Add gold", href: "/gold" },
    people: {
      name: "Annotators",
      sentence: isDone
        ? peopleSentence(facts)
        : "Nobody is invited yet. You can launch first and invite annotators later.",
      mend: "Invite annotators",
      href: "/annotators",
    },
  };
  return lines[step];
}

// A plan, which is true with and without gold.
function goldPlanInWords(goldRate: number): string {
  return goldRate === 0 ? "No gold is planned." : `The planned gold rate is ${percent(goldRate)}.`;
}

function goldSentence(isDone: boolean, facts: LaunchFacts, needed: number): string {
  if (facts.golds === 0 && facts.goldRate > 0) {
    return "Without gold you cannot measure accuracy. You can add gold at any time.";
  }
  return `${bankSentence(isDone, facts, needed)} ${quizInWords(facts)}`.trim();
}

function bankSentence(isDone: boolean, facts: LaunchFacts, needed: number): string {
  if (facts.goldRate === 0) return "This project serves no gold among the items.";
  if (isDone) return `${counted(facts.golds, "gold item")}, enough for the plan.`;
  return `${counted(facts.golds, "gold item")} of ${needed} needed for a gold rate of ${percent(facts.goldRate)}.`;
}

/** What the quiz costs: gold that a person has met there cannot measure them later. */
export function quizInWords({ quizSize: setting, golds }: Pick<LaunchFacts, "quizSize" | "golds">): string {
  const size = quizSize(setting, golds);
  if (setting === 0) return "";
  return size === 0
    ? `With ${LEAST_BANK} gold items or more, new annotators begin with a practice quiz. After the quiz they do not get its gold again.`
    : `New annotators begin with a practice quiz of ${counted(size, "gold item")}. After the quiz they do not get its gold again.`;
}

function peopleSentence({ annotators, invites }: LaunchFacts): string {
  if (annotators > 0) return `${counted(annotators, "annotator")} joined.`;
  return `${counted(invites, "invite link")} open. Nobody has joined yet.`;
}

const INVITE = { title: "Invite annotators", button: "Invite annotators", href: "/annotators" };

export const NEXT_STEPS: Readonly<
  Record<NextStep, { title: string; why: string; button: string; href: string }>
> = {
  invite: { ...INVITE, why: "The project is live and nobody has joined yet. Send people an invite link." },
  resume: {
    title: "Resume when you are ready",
    why: "Annotators get no new items now. All judgments are kept.",
    button: "Resume project",
    href: "",
  },
  "invite-people": {
    ...INVITE,
    why: "No annotator who can judge is active. All annotators are simulated.",
  },
  "invite-more": {
    title: "Invite another annotator",
    why: "The active annotators have judged all open items. New annotators get the items that are left.",
    button: "Invite annotators",
    href: "/annotators",
  },
  "resume-items": {
    title: "Review the paused items",
    why: "All other items are done. Resume the items that people can judge and remove the rest.",
    button: "Review paused items",
    href: "/items?state=paused",
  },
  decide: {
    title: "Review your annotators",
    why: "No annotator who can judge is active. Reinstate someone, or invite others.",
    button: "Review annotators",
    href: "/annotators",
  },
  import: {
    title: "Add items",
    why: "The project has no items to judge.",
    button: "Add items",
    href: "/items/import",
  },
  wait: {
    title: "Wait for the first judgments",
    why: "People have joined. Agreement and accuracy appear here after the first judgments.",
    button: "View annotators",
    href: "/annotators",
  },
  freeze: {
    title: "Freeze a dataset version whenever you need one",
    why: "A version holds all labels so far and the judgments behind them. People can keep judging.",
    button: "Freeze version",
    href: "/datasets",
  },
  "freeze-all": {
    title: "Freeze the final dataset version",
    why: "Judging is done. A version holds the labels, their confidence, and the judgments behind them.",
    button: "Freeze version",
    href: "/datasets",
  },
};

/** What a line is about. Its color says the same. */
export type ProblemChip = "query" | "item" | "annotator" | "gold";

export const PROBLEM_TONES: Readonly<Record<ProblemChip, Tone>> = {
  query: "note",
  item: "note",
  annotator: "note",
  gold: "gold",
};

export type ProblemLine = { chip: ProblemChip; what: string; why: string; act: string; href: string };

type Counted = Exclude<Problem, { kind: "work" }>;

export function problemLine({ kind, count: number }: Counted): ProblemLine {
  const lines: Record<Counted["kind"], ProblemLine> = {
    "paused-queries": {
      chip: "query",
      what: `${counted(number, "query is", "queries are")} paused.`,
      why: "Two people could not judge the query, or a requester paused it.",
      act: "View items",
      href: "/items?state=paused",
    },
    "paused-items": {
      chip: "item",
      what: `${counted(number, "item is", "items are")} paused.`,
      why: "Two people could not judge the result, or a requester paused it.",
      act: "View items",
      href: "/items?state=paused",
    },
    "people-in-review": {
      chip: "annotator",
      what: `${counted(number, "annotator needs", "annotators need")} your decision.`,
      why: "They are in review and get no new items.",
      act: "View annotators",
      href: "/annotators",
    },
    "people-below": {
      chip: "annotator",
      what: `${counted(number, "annotator scores", "annotators score")} below the others on gold.`,
      why: "Their whole 95% interval is below the accuracy of all annotators.",
      act: "View annotators",
      href: "/annotators",
    },
    "gold-to-decide": {
      chip: "gold",
      what: `${counted(number, "gold item is", "gold items are")} contested or in review.`,
      why: "Annotators contradict the acceptable levels. Keep, change or remove this gold.",
      act: "Review gold",
      href: "/gold",
    },
    "no-gold": {
      chip: "gold",
      what: "The project has no gold.",
      why: "Without gold you cannot measure accuracy.",
      act: "Add gold",
      href: "/gold",
    },
    "little-gold": {
      chip: "gold",
      what: `The plan needs ${counted(number, "more gold item")}.`,
      why: "With fewer, either the gold rate drops or some gold appears too often.",
      act: "Add gold",
      href: "/gold",
    },
  };
  return lines[kind];
}

/** Why there is no estimate of when the work will be done. */
export function noEstimateInWords(
  reason: NonNullable<Completion["reason"]>,
  { items, done, paused }: Pick<ProjectProgress, "items" | "done" | "paused">,
): string {
  if (reason !== "nothing-left") return NO_ESTIMATE[reason];
  if (items === 0) return "There are no items to judge.";
  if (paused === 0) return "All items are done.";
  return done === 0
    ? "All items are paused."
    : `All items are done, except ${counted(paused, "paused item")}.`;
}

const NO_ESTIMATE: Readonly<Record<Exclude<Completion["reason"], null | "nothing-left">, string>> = {
  "not-live": "Annotators get no items now.",
  "no-recent-work": "No estimate: there were no judgments in the last two days.",
  "too-few": "No estimate yet: it needs 30 judgments over half an hour.",
  "needs-people": "No estimate: the project needs more annotators.",
  undecided: "The stop rule is deciding which items need another judgment.",
};
