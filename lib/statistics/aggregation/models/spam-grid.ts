import { ordinalKernel } from "#lib/statistics/trust/ordinal-kernel.ts";

/** Shares of answers given without looking; 1 = always. */
const SPAM_SHARES = [0.01, 0.05, 0.12, 0.25, 0.45, 0.7, 1];
/** Leans in levels, below 0 = harsher than the group. */
const BIASES = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];
/** Standard deviations of the perceived grade, in levels. */
const NOISES = [0.2, 0.35, 0.5, 0.65, 0.85, 1.1, 1.5];

/** Every kind of annotator that the spam-mixture considers. */
export type SpamGrid = {
  readonly levels: number;
  /** Number of kinds G: (spam shares below 1) × kernels + 1 for the pure guesser, who comes last */
  readonly kinds: number;
  /** Spam share of each kind, G numbers */
  readonly spam: Float64Array;
  /** Lean and noise per kernel, in levels */
  readonly bias: Float64Array;
  readonly noise: Float64Array;
  /** Kernel v, label l, class k at (v × K + l) × K + k: probability of the label when somebody looks */
  readonly kernels: Float64Array;
};

/**
 * The fixed grid of kinds: seven spam shares, nine biases and seven noises, where the pure guesser needs neither
 * bias nor noise: 6 × 63 + 1 = 379 kinds. Without bias the grid has 6 × 7 + 1 = 43.
 * Source: empirical Bayes on a grid, B. Efron, Large-Scale Inference, 2010; the values of the grid are ours.
 * @param levels K @param hasBias whether harsh and lenient kinds are considered
 */
export function spamGrid(levels: number, hasBias: boolean): SpamGrid {
  const biases = hasBias ? BIASES : [0];
  const pairs = biases.flatMap((bias) => NOISES.map((noise) => ({ bias, noise })));
  const looking = SPAM_SHARES.filter((share) => share < 1);
  const block = levels * levels;
  const kernels = new Float64Array(pairs.length * block);
  pairs.forEach(({ bias, noise }, v) => {
    kernels.set(ordinalKernel(levels, bias, noise), v * block);
  });
  return {
    levels,
    kinds: looking.length * pairs.length + 1,
    spam: Float64Array.from([...looking.flatMap((share) => pairs.map(() => share)), 1]),
    bias: Float64Array.from(pairs, (pair) => pair.bias),
    noise: Float64Array.from(pairs, (pair) => pair.noise),
    kernels,
  };
}
