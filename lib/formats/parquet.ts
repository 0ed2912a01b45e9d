import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { Cell } from "./delimited.ts";
import { snappyCompressor } from "./snappy.ts";

/** What a column holds: whole numbers of 32 bits or more, fractions, text, true or false, or a moment in ISO 8601. */
export type CellKind = "integer" | "long" | "real" | "text" | "flag" | "time";

export type TableColumn = { readonly name: string; readonly kind: CellKind };

/** Names columns that all hold the same. */
export function columnsOfKind(kind: CellKind): (...names: readonly string[]) => TableColumn[] {
  return (...names) => names.map((name) => ({ name, kind }));
}

/** A row group ends with the row that reaches one of these, so that its size is bounded and the same each time. */
const GROUP_ROWS = 10_000;
const GROUP_CHARACTERS = 4_000_000;

const TYPES = {
  integer: { type: "INT32" },
  long: { type: "INT64" },
  real: { type: "DOUBLE" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  flag: { type: "BOOLEAN" },
  time: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
} satisfies Record<CellKind, Partial<SchemaElement>>;

/**
 * Writes rows as Apache Parquet, a row group at a time, compressed with Snappy. Every column may hold nulls. Equal rows give equal
 * bytes with the same release of the library; a test holds the digest.
 *
 * `add` and `end` return the bytes that come next, which are valid until the next call. A cell that is not of its column's kind
 * is a RangeError or TypeError.
 */
export function parquetTable(columns: readonly TableColumn[], groupRows = GROUP_ROWS) {
  const bytes = new ByteWriter();
  const compressors = { SNAPPY: snappyCompressor() };
  const schema = schemaOf(columns);
  const writer = new ParquetWriter({ writer: bytes, schema, compressors, createdBy: "assay" });
  let group = columns.map((): unknown[] => []);
  let characters = 0;
  let rows = 0;
  const taken = () => {
    const piece = bytes.getBytes();
    bytes.index = 0;
    return piece;
  };
  const flush = () => {
    const columnData = columns.map(({ name }, at) => ({ name, data: group[at] as unknown[] }));
    // Into memory, so that it is done when this returns.
    void writer.write({ columnData, rowGroupSize: rows });
    group = columns.map(() => []);
    characters = rows = 0;
  };
  return {
    add(cells: readonly Cell[]): Uint8Array | null {
      for (let at = 0; at < columns.length; at++) {
        const cell = cells[at] ?? null;
        if (typeof cell === "string") characters += cell.length;
        (group[at] as unknown[]).push(
          cell === null ? null : physical(cell, (columns[at] as TableColumn).kind),
        );
      }
      if (++rows < groupRows && characters < GROUP_CHARACTERS) return null;
      flush();
      return taken();
    },
    end(): Uint8Array {
      if (rows > 0) flush();
      void writer.finish();
      return taken();
    },
  };
}

function schemaOf(columns: readonly TableColumn[]): SchemaElement[] {
  const fields = columns.map(
    ({ name, kind }): SchemaElement => ({ ...TYPES[kind], name, repetition_type: "OPTIONAL" }),
  );
  return [{ name: "row", num_children: columns.length }, ...fields];
}

/** A cell as its column stores it. */
function physical(cell: string | number | boolean, kind: CellKind): string | number | boolean | bigint {
  if (kind === "long") return BigInt(cell);
  return kind === "time" ? BigInt(Date.parse(String(cell))) : cell;
}
