import type { Reject } from "#lib/formats/source.ts";
import type { ColumnType, Dialect, Survey } from "#lib/item/reading/rules.ts";
import type { Reading } from "#lib/item/reading/schema.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";

export type PreviewRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly reject: Reject };

/** The start of a file with a first guess of its mapping. */
export type Preview = {
  readonly dialect: Dialect;
  readonly declared: Reading;
  readonly columns: readonly PreviewColumn[];
  readonly rows: readonly PreviewRow[];
  /** Of all rows; null while the rest of a large file is still being read */
  readonly survey: Survey | null;
  readonly needsEncoding: boolean;
  /** What the columns of items in the project are, where a file has the same columns */
  readonly known: FieldRoles;
};

export type PreviewColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly role: FieldRole;
  readonly sample: string;
  /** The first line with a cell that is not blank, or 0 */
  readonly line: number;
};
