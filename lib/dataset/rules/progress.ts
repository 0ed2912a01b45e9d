/** What is done to a version while it is built, in this order. */
export const STAGES = ["reading", "computing", "labels", "judgments", "closing"] as const;
export type Stage = (typeof STAGES)[number];

/** How far the building of a version is. */
export type BuildProgress = {
  stage: Stage;
  /** Rows that were read, or that are written of this stage */
  rows: number;
  /** Rows that this stage writes in all; null where nobody knows before */
  of: number | null;
  /** When the stage began and when this was said, in milliseconds of one clock */
  since: number;
  at: number;
};

/** Before this many milliseconds a pace is no more than a guess. */
const MEASURED_MS = 2_000;

/** Seconds until the stage is done, by its pace so far; null where that cannot be said. */
export function secondsLeft({ rows, of, since, at }: BuildProgress): number | null {
  const spent = at - since;
  if (of === null || rows === 0 || spent < MEASURED_MS) return null;
  return ((of - rows) / rows) * (spent / 1000);
}
