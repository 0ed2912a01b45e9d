import { type CsvRecord, type RecordDialect, RecordScanner } from "./csv-records.ts";
import type { LineEnd } from "./source.ts";

/** In the order of preference; the last three are what old databases write. */
const DELIMITERS = [",", "\t", ";", "|", "^", "~", "\u0001", "\u001f"] as const;

// These files quote cells as a rule; others only where they show it.
const QUOTED_AS_A_RULE = [",", ";", ""];

// How many cells each record of a sample has, 0 for a broken one; empty lines do not count.
function countCells(sample: Uint8Array, dialect: RecordDialect): number[] {
  const scanner = new RecordScanner(dialect, { at: 0, line: 1 });
  const counts: number[] = [];
  const add = (records: Iterable<CsvRecord>) => {
    for (const record of records) {
      if (!("bytes" in record)) counts.push(0);
      else if (record.bytes.length > 0) counts.push(record.cells);
    }
  };
  let from: number | null = 0;
  while (from !== null) {
    add(scanner.push(sample.subarray(from)));
    from = scanner.takeRewind();
    if (from !== null) continue;
    add(scanner.end());
    from = scanner.takeRewind();
  }
  return counts;
}

/** The delimiter that cuts a sample most evenly, or "" where rows are of one cell. */
export function sniffDelimiter(sample: Uint8Array, lineEnd: LineEnd): string {
  return bestDelimiter(sample, lineEnd).delimiter;
}

/** LF, or CR where it alone ends the lines: quoted cells may hold the other. */
export function sniffLineEnd(sample: Uint8Array): LineEnd {
  if (!sample.includes(0x0d)) return "\n";
  if (!sample.includes(0x0a)) return "\r";
  return bestDelimiter(sample, "\r").score > bestDelimiter(sample, "\n").score ? "\r" : "\n";
}

function bestDelimiter(sample: Uint8Array, lineEnd: LineEnd): { delimiter: string; score: number } {
  let best = "";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = evenness(sample, { delimiter, lineEnd });
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return { delimiter: best, score: bestScore };
}

/**
 * Whether quotes enclose cells. CSV quotes as a rule. TSV and its like do so only where the file shows it:
 * a quoted header, a cell with doubled quotes or with commas in quotes, or rows that are even in no other way.
 */
export function sniffQuotes(sample: Uint8Array, delimiter: string, lineEnd: LineEnd): boolean {
  if (QUOTED_AS_A_RULE.includes(delimiter)) return true;
  const lines = Buffer.from(sample).toString("latin1").split(lineEnd);
  const cells = lines.map((line) => line.replace(/\r$/, "").split(delimiter));
  const isHeaderQuoted = cells[0]?.some(isEnclosed) ?? false;
  const all = cells.flat();
  const withComma = all.filter((cell) => cell.includes(","));
  if (isHeaderQuoted || all.some(hasDoubledQuotes)) return true;
  if (withComma.length > 0 && withComma.every(isEnclosed)) return true;
  const quoted = evenness(sample, { delimiter, lineEnd });
  return quoted > evenness(sample, { delimiter, lineEnd, hasQuotes: false });
}

// The share of rows with as many cells as the header; nothing for a header of one cell.
function evenness(sample: Uint8Array, dialect: RecordDialect): number {
  const counts = countCells(sample, dialect);
  const columns = counts.find((count) => count > 0) ?? 1;
  return columns < 2 ? 0 : counts.filter((count) => count === columns).length / counts.length;
}

function isEnclosed(cell: string): boolean {
  return cell.length >= 2 && cell.startsWith('"') && cell.endsWith('"');
}

function hasDoubledQuotes(cell: string): boolean {
  const inner = cell.slice(1, -1);
  return isEnclosed(cell) && inner.includes('""') && !inner.replaceAll('""', "").includes('"');
}
