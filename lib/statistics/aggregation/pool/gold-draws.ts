import { solveUpper } from "#lib/statistics/numeric/cholesky.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import type { GoldStep } from "./gold-step.ts";
import type { PoolSettings } from "./log-pool.ts";

const PAIRS = 8;
const SEED = 1;

/**
 * Sixteen settings drawn from what gold says of them, so that the pool can be averaged over what is still unknown: eight and
 * their mirror images, from the normal distribution with the inverse curvature. The same every time.
 * Source: P. S. Laplace's approximation, 1774; antithetic variates of J. M. Hammersley & K. W. Morton, 1956.
 */
export function drawSettings({ settings, lower }: GoldStep): PoolSettings[] {
  const random = createRandom(SEED);
  return Array.from({ length: PAIRS }, () => {
    const away = settings.map(() => normalQuantile(Math.max(Number.MIN_VALUE, random())));
    solveUpper(lower, away);
    return [1, -1].map((side) => settings.map((value, d) => value + side * away[d]));
  }).flat();
}
