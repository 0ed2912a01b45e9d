/**
 * Adds `times` the product of a row with itself to the W * W products: two of these bring them up to date after one rating.
 * Cost: O(W^2), some hundred operations.
 */
export function addProducts(
  products: Float64Array,
  row: Float64Array,
  offset: number,
  width: number,
  times: number,
): void {
  for (let i = 0; i < width; i++) {
    const own = times * row[offset + i];
    if (own === 0) continue;
    for (let j = 0; j < width; j++) products[i * width + j] += own * row[offset + j];
  }
}

/**
 * g' S g: the sum of squared moves of all queries, to first order.
 * Shapes: W * W products, W numbers. Source: the infinitesimal jackknife, L. A. Jaeckel, Bell Laboratories memorandum, 1972.
 */
export function sumOfSquares(products: Float64Array, gradient: Float64Array): number {
  const width = gradient.length;
  let sum = 0;
  for (let i = 0; i < width; i++) {
    let row = 0;
    for (let j = 0; j < width; j++) row += products[i * width + j] * gradient[j];
    sum += gradient[i] * row;
  }
  return Math.max(0, sum);
}
