import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { answeredGold, beliefInPeople } from "./enough.ts";
import { goldLabels } from "./gold-labels.ts";

/** This many people, each with this many answers, all on the same items. */
const crowd = (people: number, each: number) =>
  labelingFromMatrix(
    Array.from({ length: each }, (_, i) => Array.from({ length: people }, () => i % 3)),
    3,
  );

describe("what is known of people", () => {
  test.each([
    [1, 1000, 0],
    [2, 10, 0.15],
    [2, 1000, 0.3 * (1e6 / (1e6 + 100))],
    [3, 10, 0.5 * 0.75],
    [5, 10, 0.5 * (1 - 1 / 16)],
    [14, 90, (8100 / 8200) * (1 - 1 / 169)],
  ])("%i people with %i answers each are believed at %d", (people, each, belief) => {
    expect(beliefInPeople(crowd(people, each))).toBeCloseTo(belief, 12);
  });

  test("twenty answered golds take half of the doubt", () => {
    const labeling = crowd(1, 40);
    const gold = (count: number) =>
      goldLabels(
        40,
        Array.from({ length: count }, (_, i) => [i, [i % 3]] as const),
      );
    expect(beliefInPeople(labeling, gold(20))).toBeCloseTo(0.5, 12);
    expect(beliefInPeople(crowd(2, 40), gold(5))).toBeCloseTo(1 - (1 - 0.3 * (1600 / 1700)) * 0.8, 12);
  });

  test("people without an answer and golds without one are not there", () => {
    const sparse = labelingFromTriples({ items: 3, annotators: 9, levels: 3 }, [
      [0, 2, 1],
      [1, 2, 1],
    ]);
    expect(beliefInPeople(sparse)).toBe(0);
    expect(beliefInPeople(labelingFromMatrix([[], []], 3))).toBe(0);
    const gold = goldLabels(3, [
      [0, [1]],
      [2, [1]],
    ]);
    expect(answeredGold(sparse, gold)).toBe(1);
    expect(answeredGold(sparse)).toBe(0);
  });
});
