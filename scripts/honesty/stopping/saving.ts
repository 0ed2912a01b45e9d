// What stopping early saves at equal accuracy.
import type { Replay, Took } from "./replay.ts";

export type Saving = {
  /** Accuracy with 1, 2, … judgments an item */
  readonly curve: readonly number[];
  /** Mean judgments an item, and accuracy, by the stop rule */
  readonly judgments: number;
  readonly accuracy: number;
  /** Part of the judgments that a fixed number needs for the same accuracy; below 0 where more are asked for */
  readonly saved: number;
  /** Half of a 95% interval, groups of items left out in turn */
  readonly within: number;
  /** Whether accuracy rises with every judgment from the least on; otherwise equal accuracy says nothing */
  readonly doesRise: boolean;
};

const GROUPS = 20;

/** @param known items with a truth and a judgment @param draws that were summed @param least judgments an item begins with */
export function savingOf(found: Replay, known: readonly number[], draws: number, least: number): Saving {
  const whole = measure(found, known, draws);
  const parts = Array.from({ length: GROUPS }, (_, group) =>
    measure(
      found,
      known.filter((_item, at) => at % GROUPS !== group),
      draws,
    ),
  );
  const mean = parts.reduce((sum, { saved }) => sum + saved, 0) / GROUPS;
  const squares = parts.reduce((sum, { saved }) => sum + (saved - mean) ** 2, 0);
  const { points, ...rest } = whole;
  // Where items have no more judgments, a larger number is the same one.
  const rising = points.filter(
    (point, at) => at >= least - 1 && point.judgments > (points[at - 1]?.judgments ?? 0),
  );
  return {
    ...rest,
    within: STUDENT * Math.sqrt(((GROUPS - 1) / GROUPS) * squares),
    doesRise: rising.every(({ accuracy }, at) => accuracy > (rising[at - 1]?.accuracy ?? -1)),
  };
}

/** 97.5% point of Student's t with 19 degrees of freedom. */
const STUDENT = 2.093;

function measure({ fixed, adaptive }: Replay, items: readonly number[], draws: number) {
  const mean = (values: Float64Array) =>
    items.reduce((sum, i) => sum + (values[i] ?? 0), 0) / items.length / draws;
  const read = ({ right, judgments }: Took) => ({ accuracy: mean(right), judgments: mean(judgments) });
  const points = fixed.map(read);
  const { accuracy, judgments } = read(adaptive);
  const saved = 1 - judgments / neededFor(points, accuracy);
  return { points, curve: points.map((point) => point.accuracy), judgments, accuracy, saved };
}

/**
 * Judgments an item that a fixed number needs for an accuracy, between the numbers by a straight line; the most where no
 * number reaches it.
 */
export function neededFor(
  points: readonly { readonly accuracy: number; readonly judgments: number }[],
  accuracy: number,
): number {
  for (const [at, high] of points.entries()) {
    if (high.accuracy < accuracy) continue;
    const low = points[at - 1];
    if (low === undefined) return high.judgments;
    const part = (accuracy - low.accuracy) / (high.accuracy - low.accuracy);
    return low.judgments + part * (high.judgments - low.judgments);
  }
  return points.at(-1)?.judgments ?? 0;
}
