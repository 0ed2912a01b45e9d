import { totalWeight } from "#lib/statistics/counting/weights.ts";
import type { RowCoefficient } from "./coefficient.ts";

/**
 * Gwet's quadratic AC2 of the sums, the same as `gwetAc2` of the ratings.
 * Undefined without a pair and on a scale of one level. Source: Gwet, Handbook of Inter-Rater Reliability, 2014.
 */
export const AC2_OF_ROW: RowCoefficient = {
  scale: "atanh",
  counts: "rated",
  chance: () => 0,
  reader: ({ levels, weights, shares, weighted, pairable, rated }, row) => {
    const factor = totalWeight(weights) / (levels * (levels - 1));
    return () => {
      if (row[pairable] === 0 || levels < 2) return null;
      let spread = 0;
      for (let k = 0; k < levels; k++) {
        const share = row[shares + k] / row[rated];
        spread += share * (1 - share);
      }
      const expected = factor * spread;
      return expected < 1 ? (row[weighted] / row[pairable] - expected) / (1 - expected) : null;
    };
  },
};

/** Exact percent agreement of the sums, averaged over items, the same as `exactAgreement` of the ratings. */
export const EXACT_OF_ROW: RowCoefficient = {
  scale: "logit",
  counts: "pairable",
  chance: (levels) => 1 / levels,
  reader:
    ({ exact, pairable }, row) =>
    () =>
      row[pairable] === 0 ? null : row[exact] / row[pairable],
};
