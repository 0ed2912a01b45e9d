import fc from "fast-check";
import { expect, test } from "vitest";
import { cholesky, solveLower, solveUpper } from "./cholesky.ts";

test("of 4 2 2 3 the factor is 2 0 1 √2", () => {
  expect([...(cholesky(Float64Array.of(4, 2, 2, 3), 2) ?? [])]).toEqual([2, 0, 1, Math.sqrt(2)]);
});

test("a direction that is not positive has none", () => {
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  expect(cholesky(Float64Array.of(0), 1)).toBeNull();
  expect(cholesky(Float64Array.of(Number.NaN), 1)).toBeNull();
});

test("both solutions together solve the whole system", () => {
  const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(numbers, ([x = 0, y = 0, z = 0, ...cells]) => {
      // A Aᵀ + 1 is always positive.
      const at = (i: number, j: number) =>
        [0, 1, 2].reduce(
          (sum, m) => sum + (cells[3 * i + m] ?? 0) * (cells[3 * j + m] ?? 0),
          i === j ? 1 : 0,
        );
      const matrix = Float64Array.from({ length: 9 }, (_, cell) => at(Math.floor(cell / 3), cell % 3));
      const wanted = [x, y, z];
      const vector = Float64Array.from(wanted, (_, i) =>
        wanted.reduce((sum, value, j) => sum + at(i, j) * value, 0),
      );
      const lower = cholesky(matrix, 3);
      expect(lower).not.toBeNull();
      solveLower(lower as Float64Array, vector);
      solveUpper(lower as Float64Array, vector);
      wanted.forEach((value, i) => {
        expect(vector[i]).toBeCloseTo(value, 7);
      });
    }),
  );
});
