import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { undatedSources, undocumented } from "./docs.ts";

const sciences = globSync("lib/statistics/**/*.ts").filter((file) => !/\.(test|fixture)\.ts$/.test(file));

test("every function that a science offers has a docstring, and every source its year", () => {
  expect(sciences.length).toBeGreaterThan(50);
  const faults = sciences.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...undocumented(text), ...undatedSources(text)].map((fault) => `${file}: ${fault}`);
  });
  expect(faults).toEqual([]);
});

test("a function without a docstring is found", () => {
  const text = "/** The first. */\nexport function first() {}\n\nconst x = 1;\nexport function second() {}\n";
  expect(undocumented(text)).toEqual(["second"]);
  expect(undocumented("export function only() {}\n")).toEqual(["only"]);
});

test("a source without a year is found, over lines and beside a tag", () => {
  const dated = "/**\n * Source: J. Cohen, Psychological\n * Bulletin 70, 1968. @param a b\n */";
  expect(undatedSources(dated)).toEqual([]);
  expect(undatedSources(dated.replace(", 1968", ""))).toEqual(["J. Cohen, Psychological Bulletin 70."]);
  expect(undatedSources("// Source: a specification.\nimport x from 'y'; // 2022")).toEqual([
    "a specification.",
  ]);
});
