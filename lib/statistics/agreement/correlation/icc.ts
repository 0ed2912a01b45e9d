import type { Defined } from "#lib/labeling.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { icc1Interval, icc2Interval, icc3Interval, type MeanSquares } from "./icc-limits.ts";

/** Shrout & Fleiss' names: which model, and whether of one rating or of the mean of all k. */
export type IccForm = "ICC(1,1)" | "ICC(2,1)" | "ICC(3,1)" | "ICC(1,k)" | "ICC(2,k)" | "ICC(3,k)";
export const ICC_FORMS = ["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"] as const;

/** A complete design: every annotator rated every item once; `values[i * annotators + a]` in any unit. */
export type CompleteRatings = {
  readonly items: number;
  readonly annotators: number;
  readonly values: Float64Array;
};

export type Icc = Defined<{
  /** Reliability, 1 at most, not clamped below. */
  readonly value: number;
  /** F-based limits; null where an error mean square of 0 leaves them without a value. */
  readonly interval: Interval | null;
  readonly meanSquares: MeanSquares;
}>;

/**
 * Intraclass correlation of a complete design, one of Shrout and Fleiss' six forms.
 *
 * What: (1,1) annotators differ from item to item; (2,1) the same annotators, drawn at random, absolute agreement;
 * (3,1) these very annotators, constant differences between them forgiven; k = reliability of the mean.
 * Undefined: `incomplete` for a missing or repeated rating (dropping items with holes leaves almost nothing in k of N
 * designs: use `oneWayIcc`); `no-pairs` with one annotator; `too-few` with one item; `no-variation`.
 * Source: Shrout & Fleiss 1979, Psychological Bulletin 86; McGraw & Wong 1996, Psychological Methods 1.
 *
 * @param confidence of the limits, 0.95 when left out
 * @example Shrout and Fleiss' 6 targets x 4 judges: .17 .29 .71 .44 .62 .91
 */
export function icc(
  ratings: CompleteRatings | Defined<CompleteRatings>,
  form: IccForm,
  confidence = 0.95,
): Icc {
  if ("reason" in ratings && ratings.reason !== null) return { value: null, reason: ratings.reason };
  const data = ratings as CompleteRatings;
  if (data.items === 0 || data.annotators < 2) return { value: null, reason: "no-pairs" };
  if (data.items < 2) return { value: null, reason: "too-few" };
  const squares = meanSquares(data);
  const parts = iccParts(squares, form, data.items, data.annotators);
  // A sum of squares of rounding errors is zero on paper.
  const noise = 1e-13 * (squares.msr + squares.msc + squares.msw);
  if (!(Math.abs(parts.total) > noise)) return { value: null, reason: "no-variation" };
  const interval = iccInterval(squares, form, data.items, data.annotators, confidence);
  return { reason: null, value: parts.signal / parts.total, interval, meanSquares: squares };
}

function iccParts({ msr, msc, mse, msw }: MeanSquares, form: IccForm, n: number, k: number) {
  switch (form) {
    case "ICC(1,1)":
      return { signal: msr - msw, total: msr + (k - 1) * msw };
    case "ICC(2,1)":
      return { signal: msr - mse, total: msr + (k - 1) * mse + (k * (msc - mse)) / n };
    case "ICC(3,1)":
      return { signal: msr - mse, total: msr + (k - 1) * mse };
    case "ICC(1,k)":
      return { signal: msr - msw, total: msr };
    case "ICC(2,k)":
      return { signal: msr - mse, total: msr + (msc - mse) / n };
    case "ICC(3,k)":
      return { signal: msr - mse, total: msr };
  }
}

function iccInterval(
  squares: MeanSquares,
  form: IccForm,
  n: number,
  k: number,
  confidence: number,
): Interval | null {
  const limits = { "1": icc1Interval, "2": icc2Interval, "3": icc3Interval }[form[4] as "1" | "2" | "3"];
  return limits(squares, n, k, confidence, form.endsWith("k)"));
}

/** Two-way analysis of variance of a complete table: O(items * annotators). Units: the square of the values'. */
export function meanSquares({ items, annotators, values }: CompleteRatings): MeanSquares {
  const rows = new Float64Array(items);
  const columns = new Float64Array(annotators);
  values.forEach((value, cell) => {
    rows[Math.floor(cell / annotators)] += value / annotators;
    columns[cell % annotators] += value / items;
  });
  const grand = rows.reduce((sum, mean) => sum + mean, 0) / items;
  let within = 0;
  let rest = 0;
  values.forEach((value, cell) => {
    const row = rows[Math.floor(cell / annotators)];
    within += (value - row) ** 2;
    rest += (value - row - columns[cell % annotators] + grand) ** 2;
  });
  const squaresOf = (means: Float64Array): number =>
    means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  return {
    msr: (annotators * squaresOf(rows)) / (items - 1),
    msc: (items * squaresOf(columns)) / (annotators - 1),
    mse: rest / ((items - 1) * (annotators - 1)),
    msw: within / (items * (annotators - 1)),
  };
}
