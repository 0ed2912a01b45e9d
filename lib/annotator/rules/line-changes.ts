/**
 * The lines of a guideline that were not in the version a person read, in order, without blank ones.
 *
 * @example newLines("a\nb", "a\nc\nb") is ["c"]
 */
function newLines(before: string, after: string): string[] {
  const known = new Set(before.split("\n").map((line) => line.trim()));
  return after
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !known.has(line));
}

export type LineChanges = { added: readonly string[]; removed: readonly string[] };

/** What is new in a guideline and what is gone from it: each line once, in words, without the signs of Markdown. */
export function lineChanges(before: string, after: string): LineChanges {
  const [was, is] = [inWords(before), inWords(after)];
  return { added: [...new Set(newLines(was, is))], removed: [...new Set(newLines(is, was))] };
}

function inWords(markdown: string): string {
  return markdown.split("\n").map(lineInWords).join("\n");
}

function lineInWords(line: string): string {
  const words = line
    .trim()
    .replace(/^(?:#{1,6}|>|[-*+]|\d+[.)])\s+/, "")
    .replace(/\*\*|__|`/g, "")
    .replace(/(^|[^\p{L}\p{N}])([*_])(\S.*?)\2(?![\p{L}\p{N}])/gu, "$1$3")
    .replace(/^\|\s*|\s*\|$/g, "")
    .replace(/\s*\|\s*/g, " · ");
  // What rules a table or parts the text has no words.
  return /[\p{L}\p{N}]/u.test(words) ? words : "";
}
