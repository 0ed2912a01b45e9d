import { coefficient, coefficientInterval, count, counted } from "#components/ui/format.ts";
import { ALPHA_CUTS } from "#lib/agreement/rules.ts";

/** As alpha is written: without the zero in front, and without zeros at the end */
export function cutInWords(cut: number): string {
  return coefficient(cut, 3).replace(/0+$/, "");
}

const [TENTATIVE, RELIABLE] = ALPHA_CUTS;

export const SCOPES = {
  team: { name: "This team", means: "the same people on more queries" },
  others: { name: "Annotators like these", means: "other people of the same kind" },
} as const;

/** What people ask when they see alpha. */
export const ALPHA_HELP = [
  "Alpha is agreement beyond chance: 1 is perfect and 0 is chance. A 4 beside a 5 lowers it less than a 1 beside a 5.",
  "Alpha depends on how varied the items are. Do not use it alone to compare projects with different mixes of relevance.",
  "Low alpha means that single judgments are unreliable. The mean of several is more reliable, unless alpha is near 0.",
  `Krippendorff calls ${cutInWords(RELIABLE)} and above reliable, and ${cutInWords(TENTATIVE)} to ${cutInWords(RELIABLE)} tentative. The probability of a cut comes from the same calculation as the interval.`,
  "Gold items are left out. Each item contributes only its planned number of first judgments.",
] as const;

export const NO_AGREEMENT = {
  title: "No agreement yet",
  text: "Agreement compares the judgments of different people on the same item. It needs at least one item with two judgments.",
  button: "Invite annotators",
} as const;

export const LACKING = {
  items: "Too few items yet",
  queries: "Too few queries yet",
  variation: "Too little variation to judge",
} as const;

export function fewItemsInWords(items: number): string {
  return `${counted(items, "item has", "items have")} two or more judgments, so alpha can still change a lot.`;
}

export function fewQueriesInWords(queries: number): string {
  return `Alpha rests on ${counted(queries, "query", "queries")}. A few of them decide it, so one more query can change it a lot.`;
}

export function oneLevelInWords(same: number, judgments: number): string {
  return `${count(same)} of ${counted(judgments, "judgment")} are on one level.`;
}

export function sampleInWords(items: number, ratingsPerItem: number | null, annotators: number): string {
  const each = ratingsPerItem?.toFixed(1) ?? "–";
  return `${counted(items, "item")} with two or more judgments, ${each} per item, ${counted(annotators, "annotator")}`;
}

/** How the interval for this team was computed, and what items of one query are worth; for where there is an interval. */
export function teamMethodInWords(queries: number, items: number, effectiveItems: number | null): string {
  const method = `This team: jackknife over ${counted(queries, "query", "queries")}.`;
  if (effectiveItems === null) return method;
  return `${method} ${counted(items, "item")} count like about ${count(Math.round(effectiveItems))} independent items.`;
}

/** How the interval for other annotators was computed; `plain` is the one without the imagined person. */
export function othersMethodInWords(plain: { lower: number; upper: number } | null): string {
  const method = "Annotators like these: jackknife over queries and annotators";
  if (plain === null) return `${method}.`;
  return `${method}, plus one imagined person who guesses. Without that person: ${coefficientInterval(plain)}.`;
}

export function remainingInWords(
  alpha: number,
  interval: { lower: number; upper: number } | null,
  items: number,
): string {
  return `Alpha over current judgments, a selection: ${coefficient(alpha)} (95% interval ${coefficientInterval(interval)}, ${counted(items, "item")}).`;
}

export function selectionTitle(judged: number): string {
  return `Agreement over all ${counted(judged, "judged item")}, before any were selected`;
}

export function reopenedInWords(items: number): string {
  return `${counted(items, "item was", "items were")} reopened since. Agreement uses ${items === 1 ? "its" : "their"} first answers.`;
}

export function removedInWords(items: number): string {
  return `${counted(items, "item was", "items were")} removed since and ${items === 1 ? "is" : "are"} included here.`;
}

export const REOPENED_BY_ANSWERS =
  "The reopened items were selected by their answers, so agreement over current judgments would be too high. To measure it under the new guideline, reopen all items.";

export function pausedInWords(items: number): string {
  return `${counted(items, "judged item is", "judged items are")} paused. ${items === 1 ? "Its" : "Their"} judgments so far are included.`;
}
