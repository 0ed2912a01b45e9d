/**
 * Ranks from 1, equal numbers sharing the mean of their positions ("mid-ranks"), and the size of each group of equals.
 *
 * Shape: as many ranks as numbers, in their order; `ties` holds one count per distinct number. O(n log n).
 * Source: M. G. Kendall, Rank Correlation Methods, 1948, chapter 3 (tied ranks).
 * @example midRanks([5, 2, 2]): ranks 3, 1.5, 1.5; ties 2, 1
 */
export function midRanks(numbers: ArrayLike<number>): { ranks: Float64Array; ties: number[] } {
  const order = Uint32Array.from(numbers, (_, i) => i);
  order.sort((a, b) => numbers[a] - numbers[b]);
  const ranks = new Float64Array(numbers.length);
  const ties: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && numbers[order[to]] === numbers[order[from]]) to++;
    for (let position = from; position < to; position++) ranks[order[position]] = (from + 1 + to) / 2;
    ties.push(to - from);
    from = to;
  }
  return { ranks, ties };
}
