import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";

/**
 * Shares of the votes with one vote more, in the proportions of all votes: (n_k + m_k) / (n + 1).
 * Laplace's rule with the crowd's shares instead of even ones.
 * @param index ratings by item: I items, K levels @param crowd K shares of all votes
 * @param shares I × K probabilities or more, overwritten; rows stay as they are without ratings
 * @example of one vote for level 1 in a crowd that says 0 and 1 equally often: .25 and .75
 */
export function setSmoothedVotes(index: ByItem, crowd: Float64Array, shares: Float64Array): void {
  const { items, levels, start, key } = index;
  for (let i = 0; i < items; i++) {
    const given = start[i + 1] - start[i];
    if (given === 0) continue;
    const row = shares.subarray(i * levels, (i + 1) * levels);
    row.set(crowd);
    for (let r = start[i]; r < start[i + 1]; r++) row[key[r] % levels] = row[key[r] % levels] + 1;
    for (let k = 0; k < levels; k++) row[k] = row[k] / (given + 1);
  }
}

/**
 * Shares of the labels among all ratings, zeros without ratings.
 * @param index ratings by item @returns K shares
 */
export function crowdShares({ levels, key }: ByItem): Float64Array {
  const shares = new Float64Array(levels);
  for (let r = 0; r < key.length; r++) shares[key[r] % levels] = shares[key[r] % levels] + 1 / key.length;
  return shares;
}
