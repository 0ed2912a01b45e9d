import { printRow } from "../queue/figures.ts";

/** Of COPY's pace, at least. */
export const LEAST_OF_COPY = 0.35;
/** Of the whole version at a million items, the model included. */
export const MOST_SECONDS = 360;
export const MOST_MB = 400;
/** Of the p95 of a submit when nothing else runs. */
export const MOST_SLOWER = 2;

/** Prints a figure with its limit. Where it is missed, the bench ends with 1. */
export function hold(
  what: string,
  figure: number,
  limit: { least: number } | { most: number },
  unit = "",
): void {
  const isHeld = "least" in limit ? figure >= limit.least : figure <= limit.most;
  const told = "least" in limit ? `>= ${limit.least}${unit}` : `<= ${limit.most}${unit}`;
  printRow(what, `${figure.toFixed(2)}${unit}`, told, isHeld ? "held" : "MISSED");
  if (!isHeld) process.exitCode = 1;
}
