/**
 * Gold as the models see it: per item a set of acceptable labels, written as bits (bit k set = label k is right); 0 =
 * the item is not gold. Sets, because requesters may accept two neighboring levels.
 */
export type GoldLabels = Int32Array;

/**
 * Builds gold labels from a list of items and their acceptable labels: bit k stands for label k.
 * @param items number of items I @param gold pairs of item index and acceptable labels 0..K-1 (K ≤ 31)
 * @example goldLabels(3, [[1, [4]], [2, [0, 1]]]) // 0, 16, 3
 */
export function goldLabels(items: number, gold: Iterable<readonly [number, readonly number[]]>): GoldLabels {
  const bits = new Int32Array(items);
  for (const [item, labels] of gold) for (const label of labels) bits[item] = bits[item] | (1 << label);
  return bits;
}

/**
 * Whether a label is acceptable for a gold item's bits.
 * 0 bits accept nothing, because the item is not gold.
 */
export function isAcceptable(bits: number, label: number): boolean {
  return ((bits >> label) & 1) === 1;
}

/**
 * The acceptable label nearest to `label`, the lower of two equally near; null when the item is not gold.
 * Labels 0..K-1.
 */
export function nearestAcceptable(bits: number, label: number): number | null {
  if (bits === 0) return null;
  for (let distance = 0; ; distance++) {
    if (distance <= label && isAcceptable(bits, label - distance)) return label - distance;
    if (isAcceptable(bits, label + distance)) return label + distance;
  }
}
