// Holds a text file against the text that it should be, line by line, without keeping either.
import { createReadStream } from "node:fs";
import { splitLines } from "#lib/formats/lines.ts";

export type LineDifference = { row: number; actual: string | null; expected: string | null };

/**
 * Takes the text that a file should hold, some at a time, and tells every line that is another one. Of lines that are missing or
 * too many the first is told.
 * @param file null where it is missing: then nothing is told
 */
export function textCheck(file: string | null, tell: (difference: LineDifference) => void) {
  const lines = file === null ? null : splitLines(createReadStream(file));
  let row = 0;
  let isOver = false;
  return {
    async expect(text: string): Promise<void> {
      if (lines === null || isOver) return;
      for (const expected of text.split("\n").slice(0, -1)) {
        row += 1;
        const { value, done } = await lines.next();
        const actual = done ? null : (value as Buffer).toString("utf8");
        if (actual === expected) continue;
        tell({ row, actual, expected });
        if (actual === null) isOver = true;
        if (isOver) return;
      }
    },
    async end(): Promise<void> {
      if (lines === null) return;
      const { value, done } = isOver ? { value: undefined, done: true } : await lines.next();
      if (!done) tell({ row: row + 1, actual: (value as Buffer).toString("utf8"), expected: null });
      await lines.return(undefined);
    },
  };
}

/** Names the first column in which two lines differ. */
export function columnOf(
  { actual, expected }: LineDifference,
  separator: string,
  columns: readonly string[],
): { column: string; actual: string | null; expected: string | null } {
  const [is, should] = [actual?.split(separator) ?? [], expected?.split(separator) ?? []];
  const at = columns.findIndex((_, position) => is[position] !== should[position]);
  const isOne = at >= 0 && is.length === should.length;
  return isOne
    ? { column: `, column ${columns[at]}`, actual: is[at] ?? null, expected: should[at] ?? null }
    : { column: "", actual, expected };
}
