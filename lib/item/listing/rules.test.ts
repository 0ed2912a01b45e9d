import { describe, expect, test } from "vitest";
import type { ItemRow } from "../rules.ts";
import { itemsQuery } from "../rules.ts";
import { itemFilterSchema } from "../schema.ts";
import { cutForList, hasPosition, neighborsOf } from "./rules.ts";

const rows = [{ no: 101 }, { no: 150 }] as ItemRow[];

/** The addresses of the pages beside the one at this address. */
function beside(address: string, hasMore = true) {
  const filter = itemFilterSchema.parse(Object.fromEntries(new URLSearchParams(address)));
  const neighbors = neighborsOf(filter, { rows, hasMore, total: 1000 });
  return Object.fromEntries(
    Object.entries(neighbors).map(([name, to]) => [name, to && itemsQuery(filter, to)]),
  );
}

describe("the pages beside one", () => {
  test("are found by the items at its ends and keep the filter", () => {
    expect(beside("sort=query&page=3&after=90")).toEqual({
      first: "?sort=query",
      previous: "?sort=query&page=2&before=101",
      next: "?sort=query&page=4&after=150",
      last: "?sort=query&last=1",
    });
  });

  test("are none before the first and none after the last", () => {
    expect(beside("")).toEqual({ first: null, previous: null, next: "?page=2&after=150", last: "?last=1" });
    expect(beside("page=3&after=90", false)).toMatchObject({ next: null, last: null });
    expect(beside("last=1")).toMatchObject({ previous: "?before=101", next: null, last: null });
    expect(beside("before=151", false)).toMatchObject({ first: null, previous: null, next: "?after=150" });
  });

  test("lead back to the first page by its own address", () => {
    expect(beside("page=2&after=50")).toMatchObject({ first: "", previous: "" });
  });

  test("have no number after a jump", () => {
    expect(beside("at=101")).toMatchObject({ previous: "?before=101", next: "?after=150" });
    const isKnown = (filter: Record<string, string>) => hasPosition(itemFilterSchema.parse(filter));
    const known: Record<string, string>[] = [{}, { page: "2", after: "50" }, { page: "3", before: "9" }];
    expect(known.map(isKnown)).toEqual([true, true, true]);
    const unknown: Record<string, string>[] = [{ at: "9" }, { last: "1" }, { after: "50" }, { before: "9" }];
    expect(unknown.map(isKnown)).toEqual([false, false, false, false]);
  });
});

test("a text for the list is cut between signs, and only where it is too long", () => {
  expect(cutForList("🍳".repeat(200))).toBe("🍳".repeat(200));
  expect(cutForList("🍳".repeat(201))).toBe(`${"🍳".repeat(199)}…`);
  expect(cutForList("a".repeat(60_000))).toBe(`${"a".repeat(199)}…`);
});
