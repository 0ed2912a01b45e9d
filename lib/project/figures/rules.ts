/**
 * A project with more items than this is large: what comes from all of its judgments is computed by the worker and stored.
 * That of a smaller one is computed when somebody asks for it.
 */
export const LARGEST_DIRECT = 5_000;

/** What is stored of a large project. */
export const FIGURES = [
  "progress",
  "rhythm",
  "work",
  "gold",
  "people",
  "guideline",
  "reopening",
  "agreement",
  "crowd",
  "slots",
  "items",
  "words",
  "methods",
] as const;

export type FigureName = (typeof FIGURES)[number];

/** What finds the items of a large project. They hold the item up to which they were made. */
export const FINDING_FIGURES = ["items", "words"] as const satisfies readonly FigureName[];

/** By which rule the words of items are made. Words made by another one are made anew, and nothing is searched until then. */
export const WORDS_RULE = 2;

/**
 * What pages of figures cannot do without. The page of items says by itself what it lacks, and the comparison of methods is on
 * one page alone, which says itself whether it is there.
 */
export const NEEDED_FIGURES: readonly FigureName[] = FIGURES.filter(
  (name) => name !== "methods" && !FINDING_FIGURES.some((finding) => finding === name),
);

/** Of all figures of a project together: whether one is still missing, and when they were computed where judgments came since. */
export type FiguresState = { isPending: boolean; asOf: Date | null };

/**
 * A figure rests for this many times as long as computing it took. Its share of one core stays below a fifth, however large
 * the project is.
 */
export const REST_FACTOR = 4;

/** No figure is computed more often than this. */
export const LEAST_REST_MS = 2_000;

/** What changes without a judgment, such as items in somebody's hands, is looked at this often until a project has ended. */
export const LONGEST_REST_MS = 60_000;
