import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { linkFaults, pathFaults, walkFaults, walkIn } from "./docs.ts";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(file));
const folders = files.flatMap((file) => {
  const parts = path.dirname(file).split("/");
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
});
const tree = new Set([...files, ...folders]);
const PAGES = /^(?:README|CONTRIBUTING|CHANGELOG)\.md$|^docs\/.+\.md$|^prisma\/(?:.+\/)?README\.md$/;
const pages = files.filter((file) => PAGES.test(file));
const read = (file: string) => readFileSync(file, "utf8");

test.each(pages)("every link and every path of the repository in %s leads somewhere", (page) => {
  expect([...linkFaults(page, read(page), tree), ...pathFaults(read(page), tree)]).toEqual([]);
});

test("the pages are those of docs, those at the top and the READMEs beside data", () => {
  expect(pages).toEqual(
    expect.arrayContaining(["CHANGELOG.md", "CONTRIBUTING.md", "docs/importing.md", "prisma/demo/README.md"]),
  );
});

test("a link and a path that lead nowhere are found", () => {
  const text =
    "See [this](gone.md), [that](../README.md#start) and [the web](https://example.org). `lib/gone.ts`, `lib/`";
  expect(linkFaults("docs/a.md", text, new Set(["README.md"]))).toEqual(["gone.md"]);
  expect(pathFaults(text, new Set(["lib"]))).toEqual(["lib/gone.ts"]);
});

test("words that only look like a path are none", () => {
  const text = "`data/labels.csv`, `lib/<noun>/rules.ts`, `e2e/*.spec.ts`, `npm run lib/x`";
  expect(pathFaults(text, new Set())).toEqual([]);
});

const architecture = read("docs/architecture.md");

test.each([
  ["A judgment", 14],
  ["A label", 18],
])(
  "%s passes through the files that docs/architecture.md lists, each called by one before it",
  (name, most) => {
    const walk = walkIn(architecture, name);
    expect(walk.length).toBeGreaterThan(1);
    expect(walk.length).toBeLessThanOrEqual(most);
    expect(walkFaults(walk, read)).toEqual([]);
  },
);

test("a file that nothing before it calls is found on a walk", () => {
  const texts: Record<string, string> = {
    "a/x.ts": 'import { y } from "./y.ts";\nfetch("/api/judge/submit"); query("SELECT answer_it($1)");',
    "a/y.ts": "",
    "app/api/judge/submit/route.ts": "",
    "a/z.ts": "",
    "p/f.sql": "CREATE OR REPLACE FUNCTION answer_it(",
    "p/g.sql": "CREATE FUNCTION other(",
  };
  expect(walkFaults(Object.keys(texts), (file) => texts[file] ?? "")).toEqual(["a/z.ts", "p/g.sql"]);
});
