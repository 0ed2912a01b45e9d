import { expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { coRated, crossTable, isOneLevel, margins } from "./cross-table.ts";

test("counts what A gave in rows and what B gave in columns, on shared items only", () => {
  const table = crossTable(readRatings("1.2 3.1 1.2 22. ..3", 3), 0, 2);
  expect([...table.counts]).toEqual([0, 2, 0, 0, 0, 0, 1, 0, 0]);
  expect([...crossTable(readRatings("1.2 3.1 1.2", 3), 2, 0).counts]).toEqual([0, 0, 1, 2, 0, 0, 0, 0, 0]);
});

test("of several ratings by one annotator the latest counts", () => {
  const twice = labelingFromTriples({ items: 1, annotators: 2, levels: 3 }, [
    [0, 0, 0],
    [0, 1, 1],
    [0, 0, 2],
  ]);
  expect(coRated(twice, 0, 1)).toEqual({ first: Uint8Array.of(2), second: Uint8Array.of(1) });
});

test("margins are shares", () => {
  const found = margins({ levels: 2, counts: Float64Array.of(2, 1, 0, 1) });
  expect(found.items).toBe(4);
  expect([...found.rows]).toEqual([0.75, 0.25]);
  expect([...found.columns]).toEqual([0.5, 0.5]);
});

test("is one level only when a single cell of the diagonal is used", () => {
  expect(isOneLevel({ levels: 2, counts: Float64Array.of(0, 0, 0, 5) })).toBe(true);
  expect(isOneLevel({ levels: 2, counts: Float64Array.of(0, 5, 0, 0) })).toBe(false);
  expect(isOneLevel({ levels: 2, counts: Float64Array.of(1, 0, 0, 5) })).toBe(false);
  expect(isOneLevel({ levels: 2, counts: new Float64Array(4) })).toBe(false);
});
