import { expect, test } from "vitest";
import { readAhead } from "./read-ahead.ts";

/** Yields the numbers and remembers what was asked for, and whether it was closed. */
function numbers(count: number, failAt = Number.POSITIVE_INFINITY) {
  const seen = { made: 0, isClosed: false };
  async function* source() {
    try {
      for (let n = 0; n < count; n++) {
        if (n === failAt) throw new Error("no more");
        seen.made = n + 1;
        yield n;
      }
    } finally {
      seen.isClosed = true;
    }
  }
  return { source: source(), seen };
}

test("The next value is made while one is worked on, and never more than that one", async () => {
  const { source, seen } = numbers(5);
  const taken: [number, number][] = [];
  for await (const n of readAhead(source)) {
    await new Promise((resolve) => setImmediate(resolve));
    taken.push([n, seen.made]);
  }
  expect(taken).toEqual([
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 5],
    [4, 5],
  ]);
});

test("What fails is thrown after the values before it", async () => {
  const { source, seen } = numbers(5, 2);
  const taken: number[] = [];
  const read = async () => {
    for await (const n of readAhead(source)) {
      await new Promise((resolve) => setImmediate(resolve));
      taken.push(n);
    }
  };
  await expect(read()).rejects.toThrow("no more");
  expect(taken).toEqual([0, 1]);
  expect(seen.isClosed).toBe(true);
});

test("Whoever stops early closes the source", async () => {
  const { source, seen } = numbers(5);
  for await (const n of readAhead(source)) if (n === 1) break;
  expect(seen).toEqual({ made: 3, isClosed: true });
});
