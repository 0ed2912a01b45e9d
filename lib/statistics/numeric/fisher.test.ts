import { expect, test } from "vitest";
import { fisherQuantile } from "./fisher.ts";

// R qf, and every printed table of the F distribution.
test.each([
  [0.95, 3, 12, 3.490294819497605],
  [0.95, 1, 10, 4.964602743730711],
  [0.975, 5, 5, 7.146381828732833],
  [0.05, 12, 3, 1 / 3.490294819497605],
  [0.99, 10, 20, 3.368186389188742],
])("F quantile %d with %d and %d degrees of freedom is %d", (p, above, below, expected) => {
  expect(fisherQuantile(p, above, below)).toBeCloseTo(expected, 9);
});

test("keeps its digits far out in the tail", () => {
  // F(1 - p; a, b) = 1 / F(p; b, a).
  const far = fisherQuantile(1 - 1e-6, 4, 2);
  expect(far * fisherQuantile(1e-6, 2, 4)).toBeCloseTo(1, 6);
});

test("takes degrees of freedom that are not whole", () => {
  const low = fisherQuantile(0.95, 3, 12);
  const high = fisherQuantile(0.95, 3, 11);
  const between = fisherQuantile(0.95, 3, 11.5);
  expect(between).toBeGreaterThan(low);
  expect(between).toBeLessThan(high);
});
