import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = path.dirname(path.dirname(import.meta.dirname));

/** Where strings are read on screens */
const SCREENS = ["app", "components"];

/** Where messages to screens and to the terminal come from */
const MESSAGES = ["lib", "worker", "scripts/start", "scripts/serve", "scripts/supervise"];

const MOST_WORDS = 20;

const FAULTS: readonly (readonly [string, RegExp])[] = [
  ["a blank before %", /(?:^|[\d…]) %/],
  ["please", /\bplease\b/i],
  ["an exclamation mark", /[\p{L}\d)]!(?=\s|$)/u],
  // In a sentence. Alone it is the zone that the server reckons in.
  ["UTC", /[\s…]UTC\b|\bUTC\s/],
  // Not one before "=": headers of HTTP and cookies have those.
  ["a semicolon", /[\p{L}\d)]; [\p{L}-]+(?![\p{L}=-])/u],
  ["he for a person", /\b(?:he|his|him)\b/i],
];

/** A sentence with more words stands in the words.ts of its room, where it is read beside its siblings. */
const MOST_WORDS_IN_PLACE = 5;

/** What the product has one other word for. "The worker" is a process. */
const OTHER_WORDS =
  /\b(?:campaign|codebook|coder|contributor|customer|honeypot|snapshot|task|test question|worker)s?\b/i;

test("the words of screens have no blank before %, no please, no exclamation mark, no UTC, no semicolon", () => {
  expect(SCREENS.flatMap(filesIn).flatMap(faultsOfFile)).toEqual([]);
});

test("messages to screens and to the terminal have none of them either", () => {
  const faults = MESSAGES.flatMap(filesIn).flatMap(faultsOfFile);
  // The manifest's sentences are part of a version's digest, so they stay as they are.
  expect(faults.filter((fault) => !/^lib\/dataset\/rules\/(?:manifest|method)/.test(fault))).toEqual([]);
});

test("screens have one word for one thing", () => {
  const words = SCREENS.flatMap(filesIn).flatMap(wordsOfFile);
  expect(words.filter((said) => OTHER_WORDS.test(said))).toEqual([]);
  expect(OTHER_WORDS.test("3 tasks left")).toBe(true);
});

test("the sentences of a screen stand in the words of its room", () => {
  const screens = SCREENS.flatMap(filesIn).filter((file) => file.endsWith(".tsx"));
  const found = screens.flatMap((file) =>
    strayIn(wordsOfFile(file)).map((sentence) => `${file}: ${sentence}`),
  );
  expect(found).toEqual([]);
});

test("a sentence of more than five words is found in an element, a property, a condition and a template", () => {
  const stray = (source: string) => strayIn(wordsOf(source));
  const sentence = "This has six words in it.";
  expect(stray(`const a = <p>{b} <b>c</b> ${sentence} {d}</p>;`)).toEqual(["… … This has six words in it."]);
  expect(stray(`const a = <Card aside="${sentence}" />;`)).toEqual([sentence]);
  expect(stray(`const a = b ? "${sentence}" : "Not this.";`)).toEqual([sentence]);
  expect(stray(`const a = \`\u0024{b} has \u0024{c} of the six words it needs.\`;`)).toHaveLength(1);
  expect(stray('const a = <Th className="This is no sentence">Five words are no find.</Th>;')).toEqual([]);
});

test("a word that nobody should read is found in a string, a template and an element", () => {
  expect(faultsIn('const a = "Please wait";')).toEqual(["please: Please wait"]);
  expect(faultsIn("const a = 'about 95 % of it' + `\u0024{b} %`;")).toHaveLength(2);
  expect(faultsIn("const a = <p>Done!</p>;")).toEqual(["an exclamation mark: Done!"]);
  expect(faultsIn('const a = <p title="3:00 UTC">It is kept; it counts.</p>;')).toHaveLength(2);
  expect(faultsIn('const a = "Whoever he is";')).toHaveLength(1);
  expect(faultsIn(`const a = "W${"ord w".repeat(20)}ord. Short.";`)).toHaveLength(1);
});

test("a sentence is counted over the pieces of a template and of an element", () => {
  const ten = "word ".repeat(10);
  expect(faultsIn(`const a = \`One ${ten}\u0024{b} ${ten}end.\`;`)).toHaveLength(1);
  expect(faultsIn(`const a = <p>One ${ten}<b>{b}</b> ${ten}end.</p>;`)).toHaveLength(1);
  expect(faultsIn(`const a = \`One ${ten}\u0024{b}. Two ${ten}end.\`;`)).toEqual([]);
});

test("code, SQL, headers and time zones are not taken for words", () => {
  for (const source of [
    'const a = b % 3; // please\nconst c = <p className="!px-2 flex">95% of them</p>;',
    "const a = { type: 'text/csv; charset=utf-8', timeZone: 'UTC' };",
    "const a = `SELECT 1 -- his; please !\nFROM item`;",
  ]) {
    expect(faultsIn(source)).toEqual([]);
  }
});

function faultsOfFile(file: string): string[] {
  return faultsOf(wordsOfFile(file)).map((fault) => `${file}: ${fault}`);
}

function faultsIn(source: string): string[] {
  return faultsOf(wordsOf(source));
}

function faultsOf(all: readonly string[]): string[] {
  return all.flatMap((words) => [
    ...FAULTS.filter(([, pattern]) => pattern.test(words)).map(([name]) => `${name}: ${words}`),
    ...sentencesOf(words)
      .filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS)
      .map((sentence) => `more than ${MOST_WORDS} words: ${sentence}`),
  ]);
}

// Only what is a sentence by its capital and its full stop: class names are long as well.
function sentencesOf(words: string): string[] {
  return /^[\p{Lu}…].*[.?]$/u.test(words) ? words.split(/(?<=[.?:])\s+/) : [];
}

function strayIn(all: readonly string[]): string[] {
  return all
    .flatMap((words) => words.split(/(?<=[.?])(?=[\s…])/))
    .map((piece) => piece.trim())
    .filter((piece) => /^[\p{Lu}…“].*[.?]$/u.test(piece))
    .filter((piece) => (piece.match(/[\p{L}\d][^\s…]*/gu) ?? []).length > MOST_WORDS_IN_PLACE);
}

const known = new Map<string, string[]>();

function wordsOfFile(file: string): string[] {
  const words = known.get(file) ?? wordsOf(readFileSync(path.join(ROOT, file), "utf8"));
  known.set(file, words);
  return words;
}

const SQL = /^ ?(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|SET|LOCK) /;

/** The strings, the templates and the texts of elements, with "…" for what is only known when they are shown. */
function wordsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…"));
    }
    if (ts.isJsxElement(node) || ts.isJsxFragment(node)) {
      found.push(node.children.map((child) => (ts.isJsxText(child) ? child.text : "…")).join(""));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("words.tsx", source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  return found.map((words) => words.replace(/\s+/g, " ").trimEnd()).filter((words) => !SQL.test(words));
}

function filesIn(room: string): string[] {
  return readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" })
    .map((name) => path.join(room, name))
    .filter((name) => /\.(?:tsx?|mjs)$/.test(name) && !/\.test\.tsx?$/.test(name));
}
