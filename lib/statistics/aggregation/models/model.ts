/** What a latent-truth model believes: how common each class is and how each annotator answers to it. */
export type Model = {
  /** K class shares */
  readonly prior: Float64Array;
  /** `table[(annotator × K + label) × K + class]` = probability of that label when the truth is that class */
  readonly table: Float64Array;
};

/** What one expectation step collects; every array is overwritten. */
export type Expected = {
  /** Same layout as the table: expected number of ratings per annotator, label and true class */
  readonly counts: Float64Array;
  /** K expected class sizes over items with a rating */
  readonly classes: Float64Array;
  /** I × K posteriors, or null to save the memory traffic while they are not needed */
  readonly posterior: Float64Array | null;
  /** Σ over rated items of ln Σ_k prior_k Π table, with the model of this step */
  logLikelihood: number;
  /** Largest change of a posterior against what `posterior` held before; 0 when it is null */
  change: number;
};

/** Above this many ratings a product of probabilities may leave the range of doubles: then logarithms are used. */
export const LINEAR_RATINGS = 50;
/** Below this a sum of products is recomputed in logarithms. */
export const TINY = 1e-140;

/** A running likelihood that gets tiny is multiplied by this power of two, which is exact. */
const RESCALE_BITS = 465;
export const RESCALE = 2 ** RESCALE_BITS;

/**
 * ln of a likelihood that was rescaled this many times.
 * Unit: nats. Powers of two scale doubles exactly.
 */
export function logOfRescaled(product: number, rescaled: number): number {
  return Math.log(product) - rescaled * RESCALE_BITS * Math.LN2;
}
