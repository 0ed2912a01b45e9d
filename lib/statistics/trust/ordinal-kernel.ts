import { normalCdf } from "#lib/statistics/numeric/normal.ts";

/**
 * How somebody who looks answers: they perceive the class plus their bias plus normal noise and name the nearest level,
 * the end levels taking everything beyond them.
 *
 * In words: the probability of label l given class k is the share of a normal curve around k + bias between l - 1/2 and
 * l + 1/2.
 * Source: the ordered probit model with evenly spaced thresholds (McKelvey & Zavoina, J. Mathematical Sociology 4, 1975).
 * @param levels K @param bias in levels @param noise standard deviation in levels, > 0
 * @returns K × K, label l and class k at l × K + k; for each class the labels sum to 1
 * @example of K = 5 with bias 0 and noise 0.5 the middle class is named right with probability 0.6827
 */
export function ordinalKernel(levels: number, bias: number, noise: number): Float64Array {
  const kernel = new Float64Array(levels * levels);
  for (let k = 0; k < levels; k++) {
    let below = 0;
    for (let l = 0; l < levels; l++) {
      const upTo = l === levels - 1 ? 1 : normalCdf((l + 0.5 - k - bias) / noise);
      kernel[l * levels + k] = upTo - below;
      below = upTo;
    }
  }
  return kernel;
}
