// Small published data sets that the tests of this folder hold the statistics against. One word per item, one sign
// per annotator: the level from 1, or a dot where there is no rating.
import { type Defined, type Labeling, labelingFromMatrix } from "#lib/labeling.ts";
import { crossTable } from "#lib/statistics/counting/cross-table.ts";
import type { Weights } from "#lib/statistics/counting/weights.ts";
import { cohenKappa, type Kappa } from "./cohen.ts";
import type { CompleteRatings } from "./correlation/icc.ts";

/** Reads such words; levels above 9 are not needed here. */
export function readRatings(words: string, levels: number): Labeling {
  const matrix = words
    .trim()
    .split(/\s+/)
    .map((word) => [...word].map((sign) => (sign === "." ? null : Number(sign) - 1)));
  return labelingFromMatrix(matrix, levels);
}

/** Cohen's kappa of annotators 0 and 1. */
export function cohenKappaOfTwo(labeling: Labeling, weights: Weights, values?: readonly number[]): Kappa {
  return cohenKappa(crossTable(labeling, 0, 1), weights, values);
}

/** The levels from 1 as a table, if everybody rated every item (once, as `readRatings` reads them). */
export function completeRatings({
  items,
  annotators,
  item,
  annotator,
  label,
}: Labeling): Defined<CompleteRatings> {
  if (item.length === 0) return { value: null, reason: "no-pairs" };
  if (item.length !== items * annotators) return { value: null, reason: "incomplete" };
  const values = new Float64Array(items * annotators);
  label.forEach((level, r) => {
    values[item[r] * annotators + annotator[r]] = level + 1;
  });
  return { reason: null, items, annotators, values };
}

/** Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections C and D; Gwet's cac.raw4raters. Scale 1-5. */
export const KRIPPENDORFF = readRatings("11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 .3..", 5);

/** Krippendorff 2011, section B: two observers, five names. */
export const TWO_OBSERVERS = readRatings("12 11 22 22 42 33 33 33 55 44 44 14", 5);

/** Krippendorff 2011, section A: two observers, yes or no. */
export const BINARY = readRatings("21 22 12 11 11 12 11 12 11 11", 2);

/** Wikipedia, "Krippendorff's alpha": 3 coders x 15 units, two of them empty. */
export const WIKIPEDIA = readRatings(".1. ... .22 .11 .33 334 444 13. 2.2 1.1 1.1 3.3 3.3 ... 3.4", 4);

/** Hayes & Krippendorff 2007, Communication Methods and Measures 1, table 1: 40 articles x 5 observers, scale 0-3. */
export const HAYES = readRatings(
  `223.3 2212. 3444. .11.1 111.1 111.1 213.2 2.31. 333.3 3222. .211. 1111. 2333. 44334 222.2 222.2 323.3 2344.
   2212. 111.1 1122. 11.11 3444. 1111. 23.33 1222. 11121 2323. 2233. 223.3 221.1 3232. 33.33 4333. 333.3 334.3
   333.3 33.23 3333. 222.2`,
  4,
);

/** Gwet's cac.raw5obser (R irrCAC): 15 subjects x 5 observers. */
export const FIVE_OBSERVERS = readRatings(
  "223.3 2212. 3444. .11.1 111.1 111.1 213.2 2.31. 333.3 3222. .211. 1111. 2333. 44334 222.2",
  4,
);

/** Fleiss 1971, Psychological Bulletin 76: 30 patients x 6 psychiatrists (R irr "diagnoses"). */
export const FLEISS = readRatings(
  `444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 333335
   111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555`,
  5,
);

/** R irr "anxiety": 20 subjects x 3 raters, scale 1-6. */
export const ANXIETY = readRatings(
  "332 361 344 464 523 542 221 346 531 231 221 632 133 533 221 221 113 233 432 342",
  6,
);

/** Constructed: only 1-3 of the declared 1-5 are used. */
export const THREE_OF_FIVE = "112 222 232 333 11. 212 .22 221";

/** fast-krippendorff issue 11: 22 of 23 ratings are equal. */
export const ONE_DISAGREES = readRatings("33333 3333. 33.33 33.33 33313", 3);

/** Two annotators as a table of counts, rows the first one. */
export const TABLES = {
  /** Gwet, cont3x3abstractors: 100 pregnancies. */
  abstractors: { levels: 3, counts: Float64Array.of(13, 0, 0, 0, 20, 7, 0, 4, 56) },
  /** Agresti 1990 after Hout et al. 1987 (R vcd "SexualFun"): 91 couples. */
  couples: { levels: 4, counts: Float64Array.of(7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14) },
  /** Stuart 1953 (R irr "vision"): right and left eye of 7477 women. */
  eyes: {
    levels: 4,
    counts: Float64Array.of(
      ...[1520, 266, 124, 66, 234, 1512, 432, 78],
      ...[117, 362, 1772, 205, 36, 82, 179, 492],
    ),
  },
} as const;

/** Wikipedia, "Fleiss' kappa": 10 subjects x 14 raters, counts per level. */
export const FOURTEEN_RATERS = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

/** Shrout & Fleiss 1979, Psychological Bulletin 86, table 2: 6 targets x 4 judges, ratings 1-10. */
export const JUDGES = {
  items: 6,
  annotators: 4,
  values: Float64Array.of(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7),
};
