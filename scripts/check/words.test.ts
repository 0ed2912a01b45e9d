import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = path.dirname(path.dirname(import.meta.dirname));

/** Where strings are read on screens */
const SCREENS = [
  "app/(requester)",
  ...["project", "item", "gold", "dataset", "agreement", "guideline"].map((noun) => `components/${noun}`),
];

/** Where messages to screens come from */
const MESSAGES = ["project", "guideline", "item", "gold", "agreement", "consensus", "dataset", "formats"].map(
  (noun) => `lib/${noun}`,
);

const MOST_WORDS = 20;

const FAULTS: readonly (readonly [string, RegExp])[] = [
  ["a blank before %", /(?:^|\d) %/],
  ["please", /\bplease\b/i],
  ["an exclamation mark", /[\p{L}\d)]!(?=\s|$)/u],
  ["UTC", /\bUTC\b/],
  ["a semicolon", /[\p{L}\d)]; \p{L}/u],
  ["he for a person", /\b(?:he|his|him)\b/i],
];

test("the words of screens have no blank before %, no please, no exclamation mark, no UTC, no semicolon", () => {
  expect(SCREENS.flatMap(filesIn).flatMap(faultsOfFile)).toEqual([]);
});

test("messages to screens have none of them either", () => {
  const faults = MESSAGES.flatMap(filesIn).flatMap(faultsOfFile);
  // SQL has semicolons. The manifest's sentences are part of a version's digest, so they stay as they are.
  expect(faults.filter((fault) => !/: a semicolon|rules\/manifest/.test(fault))).toEqual([]);
});

test("a word that nobody should read is found in a string, a template and an element", () => {
  expect(faultsIn('const a = "Please wait";')).toEqual(["please: Please wait"]);
  expect(faultsIn("const a = 'about 95 % of it' + `\u0024{b} %`;")).toHaveLength(2);
  expect(faultsIn("const a = <p>Done!</p>;")).toEqual(["an exclamation mark: Done!"]);
  expect(faultsIn('const a = <p title="3:00 UTC">It is kept; it counts.</p>;')).toHaveLength(2);
  expect(faultsIn('const a = "Whoever he is";')).toHaveLength(1);
  expect(faultsIn(`const a = "W${"ord w".repeat(20)}ord. Short.";`)).toHaveLength(1);
  expect(
    faultsIn('const a = b % 3; // please\nconst c = <p className="!px-2 flex">95% of them</p>;'),
  ).toEqual([]);
});

function faultsOfFile(file: string): string[] {
  return faultsIn(readFileSync(path.join(ROOT, file), "utf8")).map((fault) => `${file}: ${fault}`);
}

function faultsIn(source: string): string[] {
  return wordsOf(source).flatMap((words) => [
    ...FAULTS.filter(([, pattern]) => pattern.test(words)).map(([name]) => `${name}: ${words}`),
    ...sentencesOf(words)
      .filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS)
      .map((sentence) => `more than ${MOST_WORDS} words: ${sentence}`),
  ]);
}

// Only what is a sentence by its capital and its full stop: class names and SQL are long as well.
function sentencesOf(words: string): string[] {
  return /^\p{Lu}.*[.?]$/u.test(words) ? words.split(/(?<=[.?:])\s+/) : [];
}

/** The strings, the pieces of templates and the text between tags. */
function wordsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isJsxText(node)) found.push(node.text);
    if (ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("words.tsx", source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  return found.map((words) => words.replace(/\s+/g, " ").trimEnd());
}

function filesIn(room: string): string[] {
  return readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" })
    .map((name) => path.join(room, name))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name));
}
