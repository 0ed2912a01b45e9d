// Reads a table from all of its formats at once. What most of them say goes on; whoever says otherwise is named.
import type { TableColumn } from "#lib/formats/parquet.ts";
import { type Findings, shown } from "./findings.ts";
import { type CellText, READERS } from "./rows.ts";

export type Table = {
  /** As in "data/labels" */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** The columns by which rows are ordered, and known in every format */
  readonly key: readonly string[];
  readonly files: readonly { name: string; path: string; format: keyof typeof READERS }[];
};

/** A row as most formats have it; it is the `row`th of the table, from 1. */
export type MergedRow = { readonly row: number; readonly cells: readonly CellText[] };

type Standing = { row: number; key: readonly number[]; cells: readonly CellText[] };
type Said = { file: string; standing: Standing };

export async function* mergeRows(table: Table, findings: Findings): AsyncGenerator<MergedRow> {
  const cursors = table.files.map((file) => openCursor(table, file, findings));
  let row = 0;
  try {
    for (const cursor of cursors) await cursor.advance();
    for (;;) {
      const key = least(cursors.flatMap(({ now }) => (now === null ? [] : [now.key])));
      if (key === null) return;
      const having = cursors.filter(({ now }) => now !== null && compare(now.key, key) === 0);
      const live = cursors.filter((cursor) => !cursor.isCut);
      const lacking = live.filter((cursor) => !having.includes(cursor));
      const name = keyInWords(table, key);
      const said = having.map(({ file, now }) => ({ file, standing: now as Standing }));
      if (2 * having.length >= live.length) {
        for (const cursor of lacking) cursor.miss(name);
        row += 1;
        yield { row, cells: vote(table, said, name, findings) };
      } else {
        for (const { file, standing } of said)
          findings.fault(
            file,
            `${file}, row ${standing.row} (${name}): the other formats do not have this row.`,
          );
      }
      for (const cursor of having) await cursor.advance();
    }
  } finally {
    for (const cursor of cursors) await cursor.close();
  }
}

function openCursor(table: Table, { name: file, path, format }: Table["files"][number], findings: Findings) {
  const rows = READERS[format](path, table.columns);
  const places = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
  let [row, unread, last]: [number, number, readonly number[] | null] = [0, 0, null];
  return {
    file,
    now: null as Standing | null,
    /** Nothing more can be read, though there is more */
    isCut: false,
    async advance(): Promise<void> {
      for (;;) {
        const { value, done } = await rows.next();
        this.now = null;
        if (done) return;
        const isHeader = "fault" in value && value.fault.startsWith("has a header");
        if (!isHeader) row += 1;
        const key = "cells" in value ? places.map((at) => Number(value.cells[at] ?? Number.NaN)) : [];
        const fault = "fault" in value ? value.fault : faultOfKey(key, last);
        if (fault === null && "cells" in value) {
          last = key;
          this.now = { row, key, cells: value.cells };
          return;
        }
        findings.fault(file, `${file}${isHeader ? "" : `, row ${row}`} ${fault}.`);
        if (!isHeader) unread += 1;
        if ("fault" in value && value.isEnd) this.isCut = true;
      }
    },
    /** A row that could not be read is most likely the one that is missed. */
    miss(key: string): void {
      if (unread > 0) unread -= 1;
      else findings.fault(file, `${file} has no row with ${key}.`);
    },
    close: () => rows.return(undefined),
  };
}

function faultOfKey(key: readonly number[], last: readonly number[] | null): string | null {
  if (!key.every((part) => Number.isSafeInteger(part))) return "has no number to know it by";
  return last !== null && compare(key, last) <= 0 ? "is out of order" : null;
}

/** The cells that most formats have. Of two that differ the first one's, and the other one is named. */
function vote({ columns }: Table, said: readonly Said[], key: string, findings: Findings): CellText[] {
  return columns.map(({ name }, at) => {
    const cellOf = ({ standing }: Said) => standing.cells[at] ?? null;
    const backing = (one: Said) => said.filter((other) => isSame(cellOf(other), cellOf(one)));
    const [first, ...others] = said as [Said, ...Said[]];
    const best = others.reduce((a, b) => (backing(b).length > backing(a).length ? b : a), first);
    for (const one of said) {
      if (isSame(cellOf(one), cellOf(best))) continue;
      const against = backing(best).map(({ file }) => file);
      findings.fault(
        one.file,
        `${one.file}, row ${one.standing.row} (${key}), column ${name}: ${shown(cellOf(one))}, but ${against.join(" and ")} ${against.length > 1 ? "say" : "says"} ${shown(cellOf(best))}.`,
      );
    }
    return cellOf(best);
  });
}

/** CSV does not tell an empty text from none. */
function isSame(a: CellText, b: CellText): boolean {
  return (a ?? "") === (b ?? "");
}

function keyInWords({ key: names }: Table, key: readonly number[]): string {
  return names.map((name, at) => `${name} ${key[at]}`).join(", ");
}

function least(keys: readonly (readonly number[])[]): readonly number[] | null {
  return keys.reduce<readonly number[] | null>((a, b) => (a === null || compare(b, a) < 0 ? b : a), null);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, position) => part !== b[position]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}
