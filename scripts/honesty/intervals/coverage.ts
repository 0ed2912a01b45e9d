// How often intervals held the truth.
import type { Defined } from "#lib/labeling.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";

export type Count = { tried: number; shown: number; held: number; width: number };

/** What one kind of interval did in one kind of project. */
export type Cell = {
  /** What is estimated */
  readonly of: string;
  readonly project: string;
  readonly count: Count;
  /** The same cell where the method was first tried, or nothing */
  readonly printed?: string;
};

export const NOMINAL = 0.95;
export const LEAST = 0.93;
/** With fewer shown intervals a coverage says nothing. */
const FEWEST_SHOWN = 100;

export function newCount(): Count {
  return { tried: 0, shown: 0, held: 0, width: 0 };
}

/** Counts an interval, or that it was withheld. */
export function note(count: Count, found: Defined<{ readonly value: Interval }>, truth: number): void {
  count.tried += 1;
  if (found.reason !== null) return;
  const { lower, upper } = found.value;
  count.shown += 1;
  count.width += upper - lower;
  if (truth >= lower && truth <= upper) count.held += 1;
}

export function isMeasured({ shown }: Count): boolean {
  return shown >= FEWEST_SHOWN;
}

export function coverage({ held, shown }: Count): number {
  return held / shown;
}

/** Standard error of a coverage by the number of draws. */
export function monteCarloError(count: Count): number {
  const share = coverage(count);
  return Math.sqrt((share * (1 - share)) / count.shown);
}
