/** The files of a version in the order in which its manifest names them. */
export const VERSION_FILES = [
  { name: "data/labels.csv", mediaType: "text/csv" },
  { name: "data/labels.jsonl", mediaType: "application/jsonl" },
  { name: "data/judgments.csv", mediaType: "text/csv" },
  { name: "data/judgments.jsonl", mediaType: "application/jsonl" },
  { name: "guideline.md", mediaType: "text/markdown" },
  { name: "qrels.txt", mediaType: "text/plain" },
  { name: "queries.tsv", mediaType: "text/plain" },
  /** Only where a document is renamed */
  { name: "documents.tsv", mediaType: "text/plain" },
] as const;

export type VersionFileName = (typeof VERSION_FILES)[number]["name"];

/** What comes next in each file, and how many rows of it that is. */
export type FilePieces = Partial<Record<VersionFileName, { text: string; rows: number }>>;
