import type { TablePieces } from "#lib/formats/table-writer.ts";

/** The files of a version in the order in which its manifest names them. */
const VERSION_FILES = [
  { name: "data/labels.csv", mediaType: "text/csv" },
  { name: "data/labels.jsonl", mediaType: "application/jsonl" },
  { name: "data/labels.parquet", mediaType: "application/vnd.apache.parquet" },
  { name: "data/judgments.csv", mediaType: "text/csv" },
  { name: "data/judgments.jsonl", mediaType: "application/jsonl" },
  { name: "data/judgments.parquet", mediaType: "application/vnd.apache.parquet" },
  { name: "guideline.md", mediaType: "text/markdown" },
  { name: "qrels.txt", mediaType: "text/plain" },
  { name: "queries.tsv", mediaType: "text/plain" },
  /** Only where a document is renamed */
  { name: "documents.tsv", mediaType: "text/plain" },
] as const;

export type TableFormat = "csv" | "jsonl" | "parquet";

/** What tables are written as from now on. */
export const TABLE_FORMATS: readonly TableFormat[] = ["csv", "jsonl", "parquet"];

const BEFORE_PARQUET: readonly TableFormat[] = ["csv", "jsonl"];

/** The files of a version that was frozen with these formats and renames so many documents. */
export function versionFiles(formats: readonly TableFormat[] = BEFORE_PARQUET, renamed: number) {
  return VERSION_FILES.filter(({ name }) => {
    if (name === "documents.tsv") return renamed > 0;
    return !name.startsWith("data/") || formats.some((format) => name.endsWith(`.${format}`));
  });
}

export type VersionFileName = (typeof VERSION_FILES)[number]["name"];

/** What comes next in each file, and how many rows of it that is. */
export type FilePieces = Partial<Record<VersionFileName, { content: string | Uint8Array; rows: number }>>;

/** What comes next of a table, in the file of each format. */
export function tablePieces(
  table: "data/labels" | "data/judgments",
  { csv, jsonl, parquet, rows }: TablePieces,
): FilePieces {
  return {
    [`${table}.csv`]: { content: csv, rows },
    [`${table}.jsonl`]: { content: jsonl, rows },
    [`${table}.parquet`]: { content: joined(parquet), rows },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
