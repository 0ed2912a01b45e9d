import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { replaceExactly } from "./plant.ts";
import { SERVER_PLANTS } from "./server-plants.ts";

const QUERIES = "lib/dataset/queries/";

test("an edit is made whatever the blanks between its words", () => {
  expect(
    replaceExactly("SET live = live - 1,\n    rev = rev + 1", "live - 1, rev", "live - 2, rev", 1, "f"),
  ).toBe("SET live = live - 2, rev = rev + 1");
});

test("an edit that does not fit fails loudly", () => {
  expect(() => replaceExactly("a b", "c", "d", 1, "f")).toThrow('f has "c" 0 times, not 1');
  expect(() => replaceExactly("a a", "a", "d", 1, "f")).toThrow('f has "a" 2 times, not 1');
});

test("what stands in the way of a pattern is taken literally", () => {
  expect(replaceExactly("f(a, $1)", "f(a, $1)", "g()", 1, "f")).toBe("g()");
});

test("the bug of an export fits one statement of the product", () => {
  const sources = readdirSync(QUERIES).map((name) => readFileSync(`${QUERIES}${name}`, "utf8"));
  const edits = SERVER_PLANTS.flatMap(({ inExport }) => inExport ?? []);
  expect(edits).not.toEqual([]);
  for (const { from, to } of edits) {
    expect(() => replaceExactly(sources.join("\n"), from, to, 1, QUERIES)).not.toThrow();
  }
});
