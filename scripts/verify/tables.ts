// The two tables of a version: their columns and the files that hold them.
import { createReadStream } from "node:fs";
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetMetadataAsync } from "hyparquet";
import { JUDGMENT_COLUMNS } from "#lib/dataset/rules/judgment-row.ts";
import { type LabelShape, labelColumns } from "#lib/dataset/rules/label-row.ts";
import { splitLines } from "#lib/formats/lines.ts";
import { UnusableFolder, type VersionFolder } from "./folder.ts";
import type { Table } from "./merge.ts";

export type Tables = { labels: Table; judgments: Table; shape: LabelShape; sourceColumns: readonly string[] };

/** JSON Lines first: it alone tells an empty text from none in every version. */
const FORMATS = ["jsonl", "parquet", "csv"] as const;

/** @throws UnusableFolder where a table has no file at all */
export async function openTables(folder: VersionFolder): Promise<Tables> {
  const sourceColumns = await readSourceColumns(folder);
  const shape = { levels: folder.manifest.scale, sourceColumns };
  const files = (table: string) =>
    FORMATS.flatMap((format) => {
      const name = `${table}.${format}`;
      const path = folder.manifest.files.some((file) => file.name === name) ? folder.place(name) : null;
      return path === null ? [] : [{ name, path, format }];
    });
  const table = (name: string, columns: Table["columns"], key: readonly string[]) => {
    const found = files(name);
    if (found.length === 0) throw new UnusableFolder(`The folder has no file of ${name}.`);
    return { name, columns, key, files: found };
  };
  return {
    labels: table("data/labels", labelColumns(shape), ["item_no"]),
    judgments: table("data/judgments", JUDGMENT_COLUMNS, ["item_no", "seq"]),
    ...{ shape, sourceColumns },
  };
}

/** The columns of the source in their order, which JSON Lines do not have. */
async function readSourceColumns({ place }: VersionFolder): Promise<string[]> {
  const names =
    (await namesInParquet(place("data/labels.parquet"))) ?? (await namesInCsv(place("data/labels.csv")));
  if (names === null) throw new UnusableFolder("The columns of data/labels cannot be read.");
  return names.flatMap((name) => (name.startsWith("source_") ? [name.slice("source_".length)] : []));
}

async function namesInParquet(file: string | null): Promise<string[] | null> {
  if (file === null) return null;
  try {
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(file));
    return metadata.schema.slice(1).map(({ name }) => name);
  } catch {
    return null;
  }
}

async function namesInCsv(file: string | null): Promise<string[] | null> {
  if (file === null) return null;
  let head = "";
  for await (const line of splitLines(createReadStream(file))) {
    head += `${line.toString("utf8")}\n`;
    try {
      const [names] = parse(head, { to: 1 }) as string[][];
      if (names !== undefined) return names;
    } catch {
      // A name may hold the end of a line.
    }
  }
  return null;
}
