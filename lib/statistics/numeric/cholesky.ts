/**
 * Lower triangular L with L Lᵀ = matrix, for a symmetric matrix with only positive directions.
 * Source: A.-L. Cholesky's method, as in G. H. Golub & C. F. Van Loan, Matrix Computations, 4th ed. 2013, section 4.2.
 * @param matrix n × n numbers, row by row; the lower triangle is read
 * @param size n
 * @returns n × n numbers with zeros above the diagonal; null where a direction is not positive
 * @example of [4, 2, 2, 3] it is [2, 0, 1, √2]
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let m = 0; m < j; m++) sum -= lower[i * size + m] * lower[j * size + m];
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j];
      else if (sum > 0) lower[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/**
 * Solves L x = y, in place.
 * @param lower n × n from `cholesky` @param vector y, n numbers, overwritten with x
 */
export function solveLower(lower: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  for (let i = 0; i < size; i++) {
    let sum = vector[i];
    for (let j = 0; j < i; j++) sum -= lower[i * size + j] * vector[j];
    vector[i] = sum / lower[i * size + i];
  }
}

/**
 * Solves Lᵀ x = y, in place. Of independent standard normals y it makes normals with covariance (L Lᵀ)⁻¹.
 * @param lower n × n from `cholesky` @param vector y, n numbers, overwritten with x
 */
export function solveUpper(lower: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  for (let i = size - 1; i >= 0; i--) {
    let sum = vector[i];
    for (let j = i + 1; j < size; j++) sum -= lower[j * size + i] * vector[j];
    vector[i] = sum / lower[i * size + i];
  }
}
