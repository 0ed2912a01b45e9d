import type { Rule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Bench } from "#lib/statistics/aggregation/bench/bench.ts";
import type { CurvePoint } from "#lib/statistics/aggregation/calibration-curve.ts";

/** What a confidence may be called: a probability that gold has checked, one that nothing has, or no probability at all. */
export type ConfidenceKind = "checked" | "unchecked" | "vote-share" | "weight-share";

/** From this many answered gold items on, a stated confidence is held against what was right. */
const CHECKED_FROM = 50;
/** Of two people nobody can say who of them errs. */
const FEW_PEOPLE = 2;

/** What the confidence of a method's labels may be called, by the answered gold items and the people it rests on. */
export function confidenceKind(
  used: Rule,
  { golds, people }: { golds: number; people: number },
): ConfidenceKind {
  if (used === "trust-weighted" || used === "wawa") return "weight-share";
  if (people <= FEW_PEOPLE) return "vote-share";
  return golds >= CHECKED_FROM ? "checked" : "unchecked";
}

/** The highest point of a method's calibration curve: what its surest labels said, and how many of them were right. */
export function surestLabels({ rows }: Bench, rule: Rule): CurvePoint | null {
  const scores = rows.find((row) => row.rule === rule)?.scores;
  // Versions of before the curve lack it.
  return scores?.reason === null ? (scores.curve?.at(-1) ?? null) : null;
}
