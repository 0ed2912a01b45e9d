import type { Tone } from "#components/ui/chip.tsx";
import { count, counted, percent, percentInterval } from "#components/ui/format.ts";
import type { DecisionConsequences, PersonView, StandingEvent } from "#lib/annotator/evidence/rules.ts";
import type { GoldRecord, Restart } from "#lib/annotator/rules/gold-record.ts";
import { type AnnotatorRow, missingGold } from "#lib/annotator/rules/roster.ts";
import type { GoldShare } from "#lib/statistics/trust/gold-accuracy.ts";
import type { StandingVerdict } from "#lib/statistics/trust/standing.ts";
import { quizScoreInWords } from "./own-words.ts";

// What the requester reads of the people who judge. What these people read of themselves is in own-words.ts.

export const ANNOTATOR_STATES: Readonly<
  Record<AnnotatorRow["state"], { name: string; tone: Tone; means: string }>
> = {
  probation: { name: "on probation", tone: "plain", means: "Judging. Not enough gold answers yet." },
  trusted: { name: "trusted", tone: "good", means: "Judging. Enough of their gold answers are right." },
  review: { name: "in review", tone: "note", means: "Gets no new items until you decide." },
  suspended: { name: "suspended", tone: "bad", means: "Gets no items. Their judgments do not count." },
};

/** Of somebody who is a member of the project, an admin, or set gold of it. */
export const SEES_GOLD = {
  chip: "sees the gold",
  short: "They can see the gold, so this does not measure their work.",
  title: "They can see this project’s gold",
  text: "They are a project member, an admin, or someone who set gold. Their gold accuracy and the evidence from it do not measure their work.",
} as const;

export const TABLE = {
  label: "Annotators",
  columns: ["Annotator", "Gold accuracy (95% interval)"],
  counts: ["Gold answers", "Judgments", "Could not judge", "Median time"],
  state: "State",
  simulated: "simulated",
  secondChance: "second chance",
  order: "Over all gold answers. Sorted by the lower end of the interval, highest first",
  none: "No annotators yet",
  noInvite: "Create an invite link above and send it to the people who will judge.",
  invited:
    "Send the link above to your annotators. Anyone with this link can create an account and start judging.",
} as const;

const RESTARTS: Readonly<Record<Restart["by"], string>> = {
  "second-chance": "since their second chance",
  reinstated: "since they were reinstated",
};

/**
 * What the accuracy in the list leaves open: how many answers decide where not all of them do, and, while someone is on
 * probation, how many more it takes. Who has none yet needs all of them, which is not repeated in every row. Empty where it
 * leaves nothing open.
 */
export function openInWords(gold: GoldRecord, state: AnnotatorRow["state"]): string {
  const missing = state === "probation" && gold.all.reason === null ? missingGold(gold) : 0;
  const needed = missing === 0 ? "" : `${counted(missing, "more gold answer")} needed to decide.`;
  return `${decidingInWords(gold)} ${needed}`.trim();
}

/** Where no gold answer decides: whether there is none at all, or none since the evidence started over. */
export function noAnswersInWords(all: GoldRecord["all"], by: Restart["by"] | undefined): string {
  return all.reason === null && by ? `No gold answers ${RESTARTS[by]}.` : "No gold answers yet.";
}

function decidingInWords({ all, since }: GoldRecord): string {
  if (all.reason !== null) return noAnswersInWords(all, since?.by);
  if (since === null) return "";
  const { accuracy, by } = since;
  if (accuracy.reason !== null) return noAnswersInWords(all, by);
  return `${count(accuracy.exact.count)} of ${counted(accuracy.n, "gold answer")} right ${RESTARTS[by]}.`;
}

export const INVITE = {
  title: "Invite",
  help: "Anyone with a link can join and judge. One link works for many people. People who joined stay when you close it.",
  first: "Create invite link",
  another: "Create another invite link",
  link: "Invite link",
  close: "Close link",
  closeTitle: "Close link?",
  consequences: "Nobody can join with this link anymore. People who joined can continue judging.",
  closed: "Link closed.",
} as const;

export const DECISIONS = {
  suspend: {
    name: "Suspend annotator",
    title: (pseudonym: string) => `Suspend annotator ${pseudonym}?`,
    done: (pseudonym: string) =>
      `Annotator ${pseudonym} suspended. Their judgments are kept but no longer count.`,
  },
  reinstate: {
    name: "Reinstate annotator",
    title: (pseudonym: string) => `Reinstate annotator ${pseudonym}?`,
    done: (pseudonym: string) => `Annotator ${pseudonym} reinstated.`,
  },
  reason: "Reason",
  reasonHelp: "The annotator sees this reason. It stays in their record.",
  cancel: "Cancel",
} as const;

export const EVIDENCE = {
  title: "Evidence",
  sinceJoined: "Since they joined",
  since: { reinstated: "Since they were reinstated", "second-chance": "Since their second chance" },
  grounds: "Their gold answers alone justify a suspension.",
  onlyLeaning:
    "Too few right answers, but their misses lean one way. Explain the scale to them before you suspend them.",
  reading: "How they read the scale",
  flags: "Worth a look",
  flagsAside: "Reasons to look. They do not change anyone’s standing.",
  misses: "Gold they missed",
  given: "They chose",
  numbers: "Show numbers",
  noEvents: "Nothing has changed their state yet.",
} as const;

/** "13 of 14 gold answers right (93%, 95% interval 69–99%). Enough to trust." */
export function accuracyInWords(exact: GoldShare, verdict: StandingVerdict): string {
  return `${shareInWords(exact, "gold answers")} ${conclusionOf(verdict)}`.trimEnd();
}

/** Over all gold answers of a person, where only the newer ones decide; null where there are no earlier ones. */
export function inAllInWords({ inAll, accuracy, since }: Pick<PersonView, "inAll" | "accuracy" | "since">) {
  const deciding = accuracy.reason === null ? accuracy.n : 0;
  if (inAll.reason !== null || since === null || inAll.n === deciding) return null;
  return `In all: ${shareInWords(inAll.exact, "gold answers")} Only answers since then decide.`;
}

/** 13 of 14 gold answers right (93%, 95% interval 69–99%). */
export function shareInWords({ count: right, n, share, wilson }: GoldShare, what: string): string {
  const interval = `95% interval ${percentInterval(wilson)}`;
  return `${count(right)} of ${count(n)} ${what} right (${percent(share)}, ${interval}).`;
}

// What the gold test concludes; the state beside it also depends on what people decided.
function conclusionOf({ evidence }: StandingVerdict): string {
  if (evidence.some(({ kind }) => kind === "test-failed" || kind === "accuracy-doubtful")) {
    return "Reason to review.";
  }
  return evidence.some(({ kind }) => kind === "test-passed")
    ? "Enough to trust."
    : "Not enough to decide yet.";
}

/** How many misses the list below holds. It goes back further than the evidence that decides. */
export function recordedMissesInWords({ misses, inAll }: Pick<PersonView, "misses" | "inAll">): string {
  const all = inAll.reason === null ? inAll.n - inAll.exact.count : misses.length;
  return misses.length < all
    ? `Newest ${count(misses.length)} of ${counted(all, "miss", "misses")}`
    : `${counted(all, "miss", "misses")} in all, newest first`;
}

export function withinOneInWords({ share, n }: GoldShare): string {
  return `${percent(share)} within one level of an acceptable level (n = ${count(n)}).`;
}

/** One line of the record, as the requester reads it. */
export function eventInWords({ kind, facts }: StandingEvent): string {
  const score = quizScoreInWords(facts);
  switch (kind) {
    case "quiz-retry":
      return `Failed the first round of the practice quiz: ${score}`;
    case "quiz-passed":
      return facts.isNear
        ? `Passed the practice quiz: ${score}. Their answers in both rounds fit someone who reads the items.`
        : `Passed the practice quiz: ${score}`;
    case "quiz-failed":
      return `Failed the second round of the practice quiz: ${score}. Waiting for your decision.`;
    case "probation":
      return "Back on probation. The evidence changed.";
    case "trusted":
      return "Became trusted";
    case "second-chance":
      return "Saw their misses. Their evidence starts over.";
    case "review":
      return "Moved to review. Gets no new items.";
    case "suspended":
      return `Suspended: ${counted(facts.judgments ?? 0, "judgment")} stopped counting, ${counted(facts.reopened ?? 0, "item")} reopened`;
    case "reinstated":
      return `Reinstated: ${counted(facts.judgments ?? 0, "judgment counts", "judgments count")} again${facts.surplus ? `, ${count(facts.surplus)} surplus` : ""}`;
  }
}

/** What suspending does, said before it is done. */
export function suspensionInWords({ judgments, reopened, held }: DecisionConsequences): string {
  const parts = [
    `${counted(judgments, "judgment")} ${judgments === 1 ? "stops" : "stop"} counting`,
    `${counted(reopened, "item")} ${reopened === 1 ? "reopens" : "reopen"}`,
  ];
  if (held > 0) parts.push(`${counted(held, "item")} they hold ${held === 1 ? "is" : "are"} returned`);
  return `${parts.join(", ")}. Their judgments are kept, and you can reinstate them later.`;
}

/** What reinstating does now, said before it is done. */
export function reinstatementInWords(
  { kept, surplus }: DecisionConsequences,
  state: AnnotatorRow["state"],
): string {
  if (state === "review") {
    return "They get new items again. Their evidence starts over. Their earlier judgments have always counted.";
  }
  const fitting = kept - surplus;
  const words = `${counted(fitting, "judgment")} ${fitting === 1 ? "counts" : "count"} again.`;
  return surplus === 0
    ? words
    : `${words} ${counted(surplus, "judgment")} ${surplus === 1 ? "stays" : "stay"} surplus because others have judged these items.`;
}
