import { expect, test } from "vitest";
import { histogramStates, OVERFLOWN } from "./histogram-states.ts";

// C(most + K, K) states: 21 -> 253, 9 -> 220, 6 -> 210, 5 -> 252, 4 -> 210, 3 -> 120, counted by hand.
test.each([
  [2, 21, 253],
  [3, 9, 220],
  [4, 6, 210],
  [5, 5, 252],
  [6, 4, 210],
  [7, 3, 120],
])("%d levels: up to %d ratings make %d states", (levels, most, count) => {
  const states = histogramStates(levels);
  expect(states.most).toBe(most);
  const rows = Array.from({ length: 256 }, (_, state) =>
    states.histogram.subarray(state * levels, (state + 1) * levels).join(),
  );
  expect(new Set(rows.slice(0, count)).size).toBe(count);
  expect(rows.slice(count).every((row) => !/[1-9]/.test(row))).toBe(true);
});

test("labels lead to the state with one rating more, in any order", () => {
  const { next, histogram } = histogramStates(5);
  const after = (labels: number[]): number => labels.reduce((state, label) => next[label * 256 + state], 0);
  const state = after([4, 0, 2, 0, 4]);
  expect([...histogram.subarray(state * 5, state * 5 + 5)]).toEqual([2, 0, 1, 0, 2]);
  expect(after([0, 0, 2, 4, 4])).toBe(state);
  expect(after([0])).not.toBe(after([1]));
});

test("one rating too many or a foreign label overflows, and nothing leads back", () => {
  const { next } = histogramStates(5);
  let state = 0;
  for (let r = 0; r < 5; r++) state = next[3 * 256 + state];
  expect(state).not.toBe(OVERFLOWN);
  expect(next[3 * 256 + state]).toBe(OVERFLOWN);
  expect(next[5 * 256]).toBe(OVERFLOWN);
  expect(next[255 * 256]).toBe(OVERFLOWN);
  expect(next[OVERFLOWN]).toBe(OVERFLOWN);
});
