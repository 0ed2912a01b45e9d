import { expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { CROWDS, simulateProject } from "./crowd.ts";
import { measureTiny, targetsOfTiny } from "./tiny.ts";
import { cutProject } from "./tiny-cut.ts";

/** Four people on thirty items, one of whom rated only the last two; the first item has no truth. */
const labeling = labelingFromTriples(
  { items: 30, annotators: 4, levels: 3 },
  Array.from({ length: 30 }, (_, item) =>
    (item < 28 ? [0, 1, 2] : [0, 1, 2, 3]).map((a) => [item, a, (item + (a === 2 ? 1 : 0)) % 3] as const),
  ).flat(),
);
const truth = Int32Array.from({ length: 30 }, (_, item) => (item === 0 ? 0 : 1 << (item % 3)));

test("a small project has so many people and items, all with a truth and a label", () => {
  const cut = cutProject({ labeling, truth }, { people: 3, items: 10 }, createRandom(1));
  expect(cut?.labeling).toMatchObject({ items: 10, annotators: 3, levels: 3 });
  expect(cut?.labeling.item).toHaveLength(30);
  expect(cut?.truth.every((bits) => bits !== 0)).toBe(true);
  expect(new Set(cut?.labeling.item)).toHaveLength(10);
});

test("there is none where a set has too few people or items", () => {
  expect(cutProject({ labeling, truth }, { people: 5, items: 2 }, createRandom(1))).toBeNull();
  expect(cutProject({ labeling, truth }, { people: 2, items: 31 }, createRandom(1))).toBeNull();
});

test("a simulated crowd answers everything, on its scale", () => {
  for (const crowd of CROWDS) {
    const { labeling, truth } = simulateProject(crowd, { people: 3, items: 50 }, createRandom(2));
    expect(labeling).toMatchObject({ items: 50, annotators: 3, levels: crowd.shares.length });
    expect(labeling.item).toHaveLength(150);
    expect(Math.max(...labeling.label)).toBeLessThan(crowd.shares.length);
    expect(truth.every((bits) => bits > 0 && bits < 2 ** crowd.shares.length)).toBe(true);
  }
});

test("broken votes and bad confidence miss their targets", () => {
  const set = { name: "x", labeling, truth, isOrdinal: true, isCrowd: true, query: null };
  const [cell] = measureTiny({ sets: [set], crowds: [] }, 1, 1);
  if (cell === undefined) throw new Error("nothing was measured");
  expect(cell).toMatchObject({ origin: "x", people: 1, overturned: 0, outside: 0 });
  const held = (change: Partial<typeof cell>) =>
    targetsOfTiny([{ ...cell, error: 0.1, ...change }]).map(({ isHeld }) => isHeld);
  expect(held({})).toEqual([true, true, true]);
  expect(held({ overturned: 1 })).toEqual([false, true, true]);
  expect(held({ outside: 2 })).toEqual([true, false, true]);
  expect(held({ error: 0.14 })).toEqual([true, true, false]);
});
