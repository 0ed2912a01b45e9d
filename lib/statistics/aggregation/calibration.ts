import type { Defined } from "#lib/labeling.ts";

/** Items whose stated confidence fell into one tenth: what was promised and what was kept. */
export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean stated confidence */
  readonly stated: number;
  /** Share that was right */
  readonly observed: number;
};

export type Calibration = {
  readonly n: number;
  /** Expected calibration error, 0 (kept every promise) to 1 */
  readonly error: number;
  /** Mean squared difference between confidence and being right (1 or 0), 0 to 1 */
  readonly brier: number;
  /** Bins that hold items, in order */
  readonly bins: readonly CalibrationBin[];
};

/**
 * Does a stated confidence mean what it says? Of the items labeled with about 80 % confidence, about 80 % should be right.
 *
 * Confidences are put into equally wide bins; the expected calibration error is the mean over bins, weighted by
 * their size, of |stated - observed|. Below about 30 gold items the bins are too thin to say anything.
 * Source: M. P. Naeini, G. Cooper, M. Hauskrecht, AAAI 2015; G. W. Brier, Monthly Weather Review 78, 1950.
 * @param confidence n stated probabilities 0..1 of the chosen labels @param isRight n ones and zeros
 * @param bins number of bins (10)
 * @returns null with reason "no-gold" when n is 0
 * @example calibration([0.9, 0.9], [1, 0]) // error 0.4, brier 0.41
 */
export function calibration(
  confidence: ArrayLike<number>,
  isRight: ArrayLike<number>,
  bins = 10,
): Defined<Calibration> {
  const n = confidence.length;
  if (n === 0) return { value: null, reason: "no-gold" };
  const sizes = new Float64Array(bins);
  const stated = new Float64Array(bins);
  const right = new Float64Array(bins);
  let brier = 0;
  for (let i = 0; i < n; i++) {
    const value = confidence[i];
    const bin = Math.min(bins - 1, Math.floor(value * bins));
    sizes[bin] = sizes[bin] + 1;
    stated[bin] = stated[bin] + value;
    right[bin] = right[bin] + isRight[i];
    brier += (value - isRight[i]) ** 2;
  }
  let error = 0;
  const filled: CalibrationBin[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const size = sizes[bin];
    if (size === 0) continue;
    const kept = { stated: stated[bin] / size, observed: right[bin] / size };
    error += (size / n) * Math.abs(kept.stated - kept.observed);
    filled.push({ from: bin / bins, to: (bin + 1) / bins, n: size, ...kept });
  }
  return { reason: null, n, error, brier: brier / n, bins: filled };
}
