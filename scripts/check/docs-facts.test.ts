import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { JUDGMENT_COLUMNS } from "#lib/dataset/rules/judgment-row.ts";
import { LABEL_RULE } from "#lib/dataset/rules/label.ts";
import { labelColumns } from "#lib/dataset/rules/label-row.ts";
import { TABLE_FORMATS, versionFiles } from "#lib/dataset/rules/pieces.ts";
import { METHODS } from "#lib/dataset/schema.ts";
import { MAX_CELL_BYTES, MAX_COLUMNS, MAX_NAME_LENGTH, MAX_ROW_BYTES } from "#lib/formats/source.ts";
import { MAX_ID_BYTES, MAX_UPLOAD_BYTES } from "#lib/item/import/rules/draft.ts";
import { DONE_DAYS, WAITING_DAYS } from "#lib/item/import/rules/keeping.ts";
import { FIELD_ROLES } from "#lib/item/schema.ts";

const importing = readFileSync("docs/importing.md", "utf8");
const exporting = readFileSync("docs/exporting.md", "utf8");
const section = (text: string, heading: string) =>
  text.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
const firstCells = (text: string) =>
  [...text.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );

/** The members of a union type as its file spells them. */
function membersOf(file: string, type: string): string[] {
  const union = readFileSync(file, "utf8").split(`export type ${type} =`)[1]?.split(";")[0] ?? "";
  return [...union.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
}

test("docs/importing.md names every reason for which a row is rejected, and no other", () => {
  const inCode = [
    ...membersOf("lib/formats/source.ts", "FormatFault"),
    ...membersOf("lib/item/import/rules/draft.ts", "ImportFault"),
  ];
  expect(firstCells(section(importing, "Reject reasons")).sort()).toEqual(inCode.sort());
});

test("docs/importing.md names every role of a column and the limits as they are", () => {
  const columns = section(importing, "Columns");
  expect([...columns.matchAll(/^\| [^|]+\| `([a-z-]+)`/gm)].map(([, role]) => role).sort()).toEqual(
    [...FIELD_ROLES].sort(),
  );
  const limits = section(importing, "Limits");
  const megabytes = (size: number) => `${size / 1024 / 1024} MB (${size.toLocaleString("en-US")} bytes)`;
  for (const limit of [
    `${MAX_UPLOAD_BYTES.toLocaleString("en-US")} bytes`,
    megabytes(MAX_ROW_BYTES),
    megabytes(MAX_CELL_BYTES),
    MAX_COLUMNS.toLocaleString("en-US"),
    `${MAX_NAME_LENGTH} characters`,
    `${MAX_ID_BYTES.toLocaleString("en-US")} bytes`,
    `kept for ${DONE_DAYS} days after`,
    `for ${WAITING_DAYS} days while`,
  ]) {
    expect(limits).toContain(limit);
  }
});

test("docs/exporting.md names every column of labels and judgments in order", () => {
  const levels = [1, 2].map((value) => ({ value, name: `level ${value}` }));
  const columns = labelColumns({ levels, sourceColumns: ["<name>"] });
  const own = columns.map(({ name }) => name.replace(/_2$/, "_K"));
  expect(firstCells(section(exporting, "`data/labels`"))).toEqual(own);
  expect(firstCells(section(exporting, "`data/judgments`"))).toEqual(
    JUDGMENT_COLUMNS.map(({ name }) => name),
  );
});

test("docs/exporting.md names every method", () => {
  const named = [...section(exporting, "Methods").matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
  expect(named).toEqual(expect.arrayContaining([...METHODS]));
});

test("docs/exporting.md says which version of the label rule this release has", () => {
  expect(section(exporting, "`manifest.json`")).toContain(`The rule of this release is ${LABEL_RULE}.`);
});

test("docs/exporting.md names every part of a manifest and every file of a version, and no other", () => {
  const body = readFileSync("lib/dataset/rules/manifest.ts", "utf8").split(
    "export function describeVersion",
  )[1];
  const parts = [...(body?.split("\n}")[0] ?? "").matchAll(/^ {4}(\w+)[:,]/gm)].map(([, name = ""]) => name);
  const named = firstCells(section(exporting, "`manifest.json`"));
  expect([...named, "agreement_over"].sort()).toEqual([...parts, "files"].sort());
  const files = versionFiles(TABLE_FORMATS, 1).map(({ name }) => name);
  expect(firstCells(section(exporting, "Files"))).toEqual([...files, "manifest.json"]);
});
