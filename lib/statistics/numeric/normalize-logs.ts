/**
 * Turns logarithms into probabilities, in place: exp of each, divided by their sum, with the largest taken off first so that
 * nothing overflows.
 * The log-sum-exp of N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition 2002, chapter 27.
 * @param row n logarithms up to a common constant, in nats, not all -infinity; overwritten with n probabilities
 * @returns ln of the sum of the exponentials, in nats
 * @example ln 1 and ln 3 become .25 and .75, and ln 4 is returned
 */
export function normalizeLogs(row: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < row.length; k++) if (row[k] > most) most = row[k];
  let total = 0;
  for (let k = 0; k < row.length; k++) {
    row[k] = Math.exp(row[k] - most);
    total += row[k];
  }
  for (let k = 0; k < row.length; k++) row[k] = row[k] / total;
  return most + Math.log(total);
}
