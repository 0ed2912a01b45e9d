import { defaultValues } from "#lib/statistics/counting/weights.ts";

/**
 * How far apart two levels are, for Krippendorff's alpha.
 *
 * - nominal: 0 or 1
 * - ordinal: (ratings at and between the two levels, the two ends counted half)^2; depends on the ratings
 * - interval: (x_k - x_l)^2
 * - ratio: ((x_k - x_l) / (x_k + x_l))^2, 0 when both are 0
 *
 * Source: Krippendorff 2011, section E. "Squared steps" is interval, not ordinal, though often called so.
 */
export type Metric = "nominal" | "ordinal" | "interval" | "ratio";

/**
 * The K * K distances, row by row, symmetric with 0 on the diagonal. Units: squared ratings for ordinal, else squared values.
 *
 * @param perLevel pairable ratings of each level (K), which only "ordinal" looks at
 * @param values the declared value of each level; 1..K when left out
 * @param into where to write, K * K; a new array when left out
 * @example ordinal with 9, 13, 10, 5, 3 ratings: from the first level to the second (9/2 + 13/2)^2 = 121
 */
export function distanceTable(
  metric: Metric,
  perLevel: Float64Array,
  values: readonly number[] = defaultValues(perLevel.length),
  into: Float64Array = new Float64Array(perLevel.length ** 2),
): Float64Array {
  const levels = perLevel.length;
  for (let k = 0; k < levels; k++) {
    const own = perLevel[k];
    let between = 0;
    for (let l = k + 1; l < levels; l++) {
      const other = perLevel[l];
      const distance =
        metric === "ordinal"
          ? (between + (own + other) / 2) ** 2
          : distanceOfValues(metric, values[k], values[l]);
      into[k * levels + l] = distance;
      into[l * levels + k] = distance;
      between += other;
    }
  }
  return into;
}

function distanceOfValues(metric: Metric, left: number, right: number): number {
  if (metric === "nominal") return 1;
  if (metric === "interval") return (left - right) ** 2;
  return left === 0 && right === 0 ? 0 : ((left - right) / (left + right)) ** 2;
}
