/**
 * A scale on which a coefficient errs about equally in both directions, so that an interval made there and carried back
 * stays inside the coefficient's range.
 *
 * - atanh: for coefficients from -1 to 1
 * - logit: for shares
 */
export type Scale = "atanh" | "logit";

/** Sums of thirds leave a speck where nothing should be. */
const SPECK = 1e-12;

/**
 * The coefficient on its scale, or null at the ends, where there is none.
 * Source: R. A. Fisher, Metron 1, 1921 (atanh).
 */
export function toScale(scale: Scale, value: number): number | null {
  const least = scale === "atanh" ? -1 : 0;
  if (!(value > least + SPECK && value < 1 - SPECK)) return null;
  return scale === "atanh" ? Math.atanh(value) : Math.log(value / (1 - value));
}

/** Back from the scale: any number in, a coefficient out. */
export function fromScale(scale: Scale, z: number): number {
  return scale === "atanh" ? Math.tanh(z) : 1 / (1 + Math.exp(-z));
}

/** How much the coefficient moves per step on the scale: standard errors there times this are those of the coefficient. */
export function slopeAt(scale: Scale, value: number): number {
  return scale === "atanh" ? 1 - value * value : value * (1 - value);
}
