import type { CsvDialect } from "./csv.ts";
import { likelyEncoding } from "./encoding.ts";
import { sniffDelimiter, sniffLineEnd, sniffQuotes } from "./sniff-cells.ts";
import { type Encoding, type LineEnd, UnreadableFile } from "./source.ts";

/** What a file is and how it is read, told from its first bytes. */
export type Sniffed = Required<Omit<CsvDialect, "hasHeader">> & {
  readonly format: "csv" | "tsv" | "jsonl";
  readonly encoding: Encoding;
  readonly lineEnd: LineEnd;
};

/** What somebody who knows the file says of it; what they leave open is told from its bytes. */
export type Declared = {
  readonly delimiter?: string | undefined;
  readonly hasQuotes?: boolean | undefined;
  readonly encoding?: Encoding | undefined;
};

/** How many bytes from the start of a file `sniffFormat` needs at most. */
export const SNIFF_BYTES = 64 * 1024;

const MAGIC = [
  ["utf-16", [0xff, 0xfe]],
  ["utf-16", [0xfe, 0xff]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  // Spreadsheets from before 2007
  ["zip", [0xd0, 0xcf, 0x11, 0xe0]],
  ["gzip", [0x1f, 0x8b]],
  ["parquet", [0x50, 0x41, 0x52, 0x31]],
  ["binary", [0x25, 0x50, 0x44, 0x46, 0x2d]],
] as const;

/**
 * Tells CSV, TSV and JSON Lines apart by content, never by name: an object at the start is JSON Lines;
 * otherwise the delimiter is the one that cuts the sample into the most even rows of at least two cells.
 * A "sep=" line, as spreadsheets write it, names the delimiter. What is not UTF-8 is shown as Windows-1252,
 * for somebody to look at. Throws UnreadableFile for what is no table, with the reason.
 */
export function sniffFormat(whole: Uint8Array, declared: Declared = {}): Sniffed {
  for (const [reason, magic] of MAGIC) {
    if (magic.every((byte, at) => whole[at] === byte)) throw new UnreadableFile(reason);
  }
  const start = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? 3 : 0;
  const sample = whole.subarray(start, SNIFF_BYTES);
  const first = sample.find((byte) => byte > 0x20);
  if (first === undefined) throw new UnreadableFile(sample.includes(0) ? "binary" : "empty");
  const encoding = declared.encoding ?? likelyEncoding(sample);
  const lineEnd = sniffLineEnd(sample);
  const text = Buffer.from(sample).toString("latin1");
  refuseOthers(text, lineEnd);
  const common = { start, line: 1, encoding, lineEnd };
  if (first === 0x7b) return { format: "jsonl", delimiter: "", hasQuotes: false, ...common };
  return { ...common, ...sniffTable(sample, text, lineEnd, declared, start) };
}

function sniffTable(sample: Uint8Array, text: string, lineEnd: LineEnd, declared: Declared, start: number) {
  const separator = /^"?sep=(.?)"?(\r\n|\r|\n|$)/i.exec(text);
  const skipped = separator?.[0].length ?? 0;
  const table = sample.subarray(skipped);
  const named = separator?.[1] || undefined;
  const delimiter = declared.delimiter ?? named ?? sniffDelimiter(table, lineEnd);
  const hasQuotes = declared.hasQuotes ?? sniffQuotes(table, delimiter, lineEnd);
  return {
    format: delimiter === "\t" ? ("tsv" as const) : ("csv" as const),
    delimiter,
    hasQuotes,
    start: start + skipped,
    line: separator ? 2 : 1,
  };
}

// Each of these has text in it and could be read as a table that makes no sense.
function refuseOthers(text: string, lineEnd: LineEnd): void {
  const firstLine = text.trimStart().split(lineEnd, 1)[0]?.trim() ?? "";
  if (firstLine.includes("\0")) throw new UnreadableFile("binary");
  if (
    /^\s*(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|title|meta|script|table|div)\b/i.test(text)
  ) {
    throw new UnreadableFile("html");
  }
  if (/^\s*<(\?xml\b|!doctype\b)/i.test(text)) throw new UnreadableFile("xml");
  if (/^\s*\[\s*[{[\]]/.test(text)) throw new UnreadableFile("json-array");
  if (firstLine.startsWith("{") && /[{[,]$/.test(firstLine)) throw new UnreadableFile("json-spread");
}
