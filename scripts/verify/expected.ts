// The files of a version as they should be, held against those of the folder while they are made.
import { createHash, type Hash } from "node:crypto";
import type { TablePieces } from "#lib/formats/table-writer.ts";
import { type Findings, shown } from "./findings.ts";
import type { VersionFolder } from "./folder.ts";
import { columnOf, type LineDifference, textCheck } from "./text-check.ts";

const EVALUATION = {
  "qrels.txt": { separator: " ", columns: ["query", "iteration", "document", "grade"] },
  "queries.tsv": { separator: "\t", columns: ["query", "text"] },
  "documents.tsv": { separator: "\t", columns: ["document", "item_id"] },
} as const;
export type EvaluationFile = keyof typeof EVALUATION;

/** Names each line that is not as expected, and the column. */
export function evaluationCheck(folder: VersionFolder, name: EvaluationFile, findings: Findings) {
  const { separator, columns } = EVALUATION[name];
  return textCheck(folder.place(name), (difference) => {
    const { column, actual, expected } = columnOf(difference, separator, columns);
    findings.fault(
      name,
      `${name}, row ${difference.row}${column}: ${shown(actual)}, but the labels come to ${shown(expected)}.`,
    );
  });
}

/**
 * Checks the bytes of a table. The cells were compared before, so the first difference is told only where all cells are as they
 * should be.
 */
export function tableCheck(folder: VersionFolder, table: string, findings: Findings) {
  const first = new Map<string, number>();
  const lines = (name: string) =>
    textCheck(folder.place(name), ({ row }: LineDifference) => {
      if (!first.has(name)) first.set(name, row);
    });
  const [csv, jsonl] = [lines(`${table}.csv`), lines(`${table}.jsonl`)];
  const parquet: Hash = createHash("sha256");
  return {
    async expect(pieces: TablePieces): Promise<void> {
      await csv.expect(pieces.csv);
      await jsonl.expect(pieces.jsonl);
      for (const piece of pieces.parquet) parquet.update(piece);
    },
    async end(): Promise<void> {
      await csv.end();
      await jsonl.end();
      if (findings.isFaulty(table)) return;
      for (const [name, row] of first) {
        if (!findings.isFaulty(name))
          findings.fault(name, `${name}, line ${row}: all values are right, but these are other bytes.`);
      }
      const name = `${table}.parquet`;
      const told = folder.manifest.files.find((file) => file.name === name);
      if (told !== undefined && !findings.isFaulty(name) && told.sha256 !== parquet.digest("hex"))
        findings.fault(name, `${name}: all values are right, but these are other bytes.`);
    },
  };
}
