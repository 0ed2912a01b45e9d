import { expect, test } from "vitest";
import { setCoinTable } from "./coins.ts";

test("accuracy is drawn to the crowd's by four answers, errors are spread evenly", () => {
  // Three labels; the first person is right on 2 of 3, the second on 0 of 1: the crowd on half.
  const counts = new Float64Array(18);
  counts.set([1, 1, 0, 0, 1, 0, 0, 0, 0]);
  counts.set([0, 1, 0, 0, 0, 0, 0, 0, 0], 9);
  const table = new Float64Array(18);
  setCoinTable(counts, 3, table);
  const first = (2 + 4 * 0.5) / 7;
  const second = (0 + 4 * 0.5) / 5;
  for (const [a, accuracy] of [first, second].entries()) {
    for (let cell = 0; cell < 9; cell++) {
      expect(table[a * 9 + cell]).toBeCloseTo(cell % 4 === 0 ? accuracy : (1 - accuracy) / 2, 12);
    }
  }
});

test("stays off 0 and 1, and without answers is even", () => {
  const table = new Float64Array(4);
  setCoinTable(Float64Array.of(3, 0, 0, 3), 2, table);
  expect(table[0]).toBe(0.999);
  setCoinTable(Float64Array.of(0, 3, 3, 0), 2, table);
  expect(table[0]).toBe(0.001);
  setCoinTable(new Float64Array(4), 2, table);
  expect([...table]).toEqual([0.5, 0.5, 0.5, 0.5]);
});
