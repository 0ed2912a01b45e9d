import type { RowLayout } from "./cluster-row.ts";
import type { RowCoefficient } from "./coefficient.ts";
import { toScale } from "./scale.ts";

/** Small enough for the curve not to show, large enough for the last digits not to. */
const STEP = 1e-6;

/**
 * How fast the coefficient on its scale moves with each sum: W numbers, by central differences.
 * Source: Abramowitz & Stegun 1964, formula 25.3.21. Cost: O(W * K^2), some microseconds.
 *
 * @returns null where the coefficient is at an end of its scale or undefined
 */
export function gradientOf(
  layout: RowLayout,
  total: Float64Array,
  coefficient: RowCoefficient,
): Float64Array | null {
  const row = total.slice();
  const read = coefficient.reader(layout, row);
  const at = () => {
    const value = read();
    return value === null ? null : toScale(coefficient.scale, value);
  };
  const step = STEP * Math.max(1, total[layout.rated]);
  const gradient = new Float64Array(layout.width);
  for (let j = 0; j < layout.width; j++) {
    row[j] = total[j] + step;
    const above = at();
    row[j] = total[j] - step;
    const below = at();
    row[j] = total[j];
    if (above === null || below === null) return null;
    gradient[j] = (above - below) / (2 * step);
  }
  return gradient;
}
