import { RecordScanner } from "./csv-records.ts";
import { UnreadableFile } from "./source.ts";

/** What a file is, told from its first bytes. `start` is the byte after the byte order mark. */
export type SniffedFormat =
  | { readonly format: "csv" | "tsv"; readonly delimiter: string; readonly start: number }
  | { readonly format: "jsonl"; readonly delimiter: null; readonly start: number };

/** How many bytes from the start of a file `sniffFormat` needs at most. */
export const SNIFF_BYTES = 64 * 1024;

const DELIMITERS = [",", "\t", ";", "|"];
const MAGIC = [
  ["utf-16", [0xff, 0xfe]],
  ["utf-16", [0xfe, 0xff]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["gzip", [0x1f, 0x8b]],
  ["parquet", [0x50, 0x41, 0x52, 0x31]],
] as const;

/**
 * Tells CSV, TSV and JSON Lines apart by content, never by name: an object at the start is JSON Lines;
 * otherwise the delimiter is the one that cuts the sample into the most even rows of at least two cells.
 * Throws UnreadableFile for what is none of them, with the reason.
 */
export function sniffFormat(sample: Uint8Array): SniffedFormat {
  for (const [reason, magic] of MAGIC) {
    if (magic.every((byte, at) => sample[at] === byte)) throw new UnreadableFile(reason);
  }
  const start = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  const first = sample.find((byte, at) => at >= start && byte > 0x20);
  if (first === undefined) throw new UnreadableFile(sample.includes(0) ? "binary" : "empty");
  if (first === 0x7b) return { format: "jsonl", delimiter: null, start };
  if (/^\s*\[\s*[{[\]]/.test(Buffer.from(sample.subarray(start, 1024)).toString("latin1"))) {
    throw new UnreadableFile("json-array");
  }
  const firstLine = sample.subarray(start, 1024).indexOf(0x0a);
  if (sample.subarray(start, firstLine < 0 ? 1024 : firstLine + start).includes(0)) {
    throw new UnreadableFile("binary");
  }
  const delimiter = sniffDelimiter(sample.subarray(start, SNIFF_BYTES));
  return { format: delimiter === "\t" ? "tsv" : "csv", delimiter, start };
}

function sniffDelimiter(sample: Uint8Array): string {
  let best = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = evenness(sample, delimiter);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

// The share of rows with as many cells as the header; nothing for a header of one cell.
function evenness(sample: Uint8Array, delimiter: string): number {
  const scanner = new RecordScanner(delimiter, { at: 0, line: 1 });
  const counts: number[] = [];
  for (const record of scanner.push(sample)) if ("bytes" in record) counts.push(record.cells);
  // Of a small file the last row counts too; of a cut sample it is half a row.
  if (sample.length < SNIFF_BYTES) {
    for (const record of scanner.end()) if ("bytes" in record) counts.push(record.cells);
  }
  const columns = counts[0] ?? 1;
  return columns < 2 ? 0 : counts.filter((count) => count === columns).length / counts.length;
}
