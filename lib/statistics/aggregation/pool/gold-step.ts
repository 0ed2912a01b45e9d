import { cholesky, solveLower, solveUpper } from "#lib/statistics/numeric/cholesky.ts";
import type { OpinionLogs } from "./ask.ts";
import { logPosterior, type Prior, posteriorSlope, priorOf } from "./gold-likelihood.ts";
import type { WeighedGold } from "./gold-weight.ts";
import type { PoolSettings } from "./log-pool.ts";

const MAX_STEPS = 12;
const LARGEST_STEP = 1;
const MAX_HALVINGS = 30;
const TOLERANCE = 1e-9;

/** What gold says of the settings: the most probable ones, and the Cholesky factor of the curvature there. */
export type GoldStep = { readonly settings: PoolSettings; readonly lower: Float64Array };

/**
 * The settings of the pool that gold makes most probable: the multinomial likelihood of the keys, with weights normal around
 * the cautious ones (standard deviation .03 √G, at most .5) and shifts normal around 0 (.05 √G, at most .8).
 *
 * A key that accepts several levels is as likely as all of them together. Newton's method, at most 12 steps, no component
 * of a step above 1, each halved until it does not go down: whole steps may jump over the top for ever.
 * Source: penalized multinomial logistic regression, S. le Cessie & J. C. van Houwelingen, Applied Statistics 41, 1992, as
 * stacking of opinions, D. H. Wolpert, Neural Networks 5, 1992.
 * @param said what opinions say of the gold @param gold places in it, with ratings, whose weights sum to G > 0
 */
export function goldStep(said: OpinionLogs, gold: readonly WeighedGold[]): GoldStep {
  const count = gold.reduce((sum, { weight }) => sum + weight, 0);
  const prior = priorOf(count, said.levels);
  let settings = prior.start;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, lower } = factorAt(said, gold, settings, prior);
    solveLower(lower, gradient);
    solveUpper(lower, gradient);
    const largest = gradient.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    const whole = largest > LARGEST_STEP ? LARGEST_STEP / largest : 1;
    const next = shorten(settings, gradient, whole, (moved) => logPosterior(said, gold, moved, prior));
    if (next === null) break;
    settings = next;
    if (largest < TOLERANCE) break;
  }
  return { settings, lower: factorAt(said, gold, settings, prior).lower };
}

/** Gradient, and the factor of the curvature, or of its bound where the curvature itself has none. */
function factorAt(said: OpinionLogs, gold: readonly WeighedGold[], settings: PoolSettings, prior: Prior) {
  const { gradient, exact, bound } = posteriorSlope(said, gold, settings, prior);
  const size = settings.length;
  return { gradient, lower: (cholesky(exact, size) ?? cholesky(bound, size)) as Float64Array };
}

/** The longest of the step, its half, its quarter, … that does not go down; null where all do. */
function shorten(
  settings: PoolSettings,
  direction: Float64Array,
  whole: number,
  value: (settings: PoolSettings) => number,
): PoolSettings | null {
  const here = value(settings);
  for (let scale = whole, halved = 0; halved < MAX_HALVINGS; scale /= 2, halved++) {
    const next = settings.map((part, d) => part + scale * direction[d]);
    if (value(next) >= here) return next;
  }
  return null;
}
