import { alphaFromCoincidences } from "#lib/statistics/agreement/alpha/alpha.ts";
import type { Metric } from "#lib/statistics/agreement/alpha/alpha-distance.ts";
import type { RowLayout } from "./cluster-row.ts";
import type { Scale } from "./scale.ts";

/** A coefficient as a function of a row of sums, and the scale on which its interval is made. */
export type RowCoefficient = {
  readonly scale: Scale;
  /** Whose items enter: those with two ratings or all rated ones. */
  readonly counts: "pairable" | "rated";
  /** What a guesser's agreement tends to, K levels. */
  readonly chance: (levels: number) => number;
  /** Prepares a function that reads the coefficient from `row` as it then is: null where undefined. */
  readonly reader: (layout: RowLayout, row: Float64Array) => () => number | null;
};

/**
 * Krippendorff's alpha of the sums, the same as `krippendorffAlpha` of the ratings.
 * Undefined when all pairable ratings are equal. Source: Krippendorff 2011.
 *
 * @param values the declared value of each level; 1..K when left out
 */
export function alphaOfRow(metric: Metric, values?: readonly number[]): RowCoefficient {
  return {
    scale: "atanh",
    counts: "pairable",
    chance: () => 0,
    reader: ({ levels, labels }, row) => {
      const coincidences = new Float64Array(levels * levels);
      const scratch = new Float64Array(levels * levels);
      const perLevel = row.subarray(labels, labels + levels);
      return () => {
        let cell = 0;
        for (let k = 0; k < levels; k++) {
          for (let l = k + 1; l < levels; l++) coincidences[k * levels + l] = row[cell++];
        }
        return alphaFromCoincidences(coincidences, perLevel, metric, values, scratch)?.value ?? null;
      };
    },
  };
}
