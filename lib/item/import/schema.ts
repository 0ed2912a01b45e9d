import * as z from "zod";
import { pathNo, percentEncoded } from "#lib/border.ts";
import { type FieldRole, fieldRolesSchema, MOST_SEGMENTS, SHOWN_ROLES } from "#lib/item/schema.ts";

export const importNoSchema = pathNo;

/** An import as the path of a route names it. */
export const importPathSchema = z.object({ importNo: pathNo });

/** Percent-encoded in a header, a longer name could pass the 16 kB that a server takes. No file system has longer ones. */
const MAX_FILE_NAME = 1000;

const fileNameSchema = percentEncoded
  .transform((name) => (name.split(/[/\\]/).at(-1) ?? "").replace(/\p{Cc}/gu, "").trim())
  .pipe(
    z
      .string()
      .min(1, "The file has no name. Name it and upload it again.")
      .max(MAX_FILE_NAME, "The file name is longer than 1,000 characters. Shorten it."),
  );

/** What goes with the bytes of a file. */
export const uploadHeadersSchema = z.object({ "x-file-name": fileNameSchema });

const MANY: readonly FieldRole[] = ["other", "hidden", "segment"];

const noteChoiceSchema = z.enum(["ask", "first", "all"]);
const columnChangeSchema = z.enum(["ask", "this-file", "all-files"]);

/** What is done where rows of one query have different intent notes. */
export type NoteChoice = z.output<typeof noteChoiceSchema>;

/** What is done with columns that the items of earlier files show otherwise. */
export type ColumnChange = z.output<typeof columnChangeSchema>;

/** The mapping of a file's columns, and what happens when rows are broken. */
export const startImportSchema = z
  .strictObject({
    fieldRoles: fieldRolesSchema.min(1),
    policy: z.enum(["all-or-nothing", "good-rows"]),
    notes: noteChoiceSchema.default("ask"),
    changedColumns: columnChangeSchema.default("ask"),
  })
  .superRefine(({ fieldRoles }, context) => {
    const roles = fieldRoles.map(({ role }) => role);
    const fault = (message: string) => context.addIssue({ code: "custom", path: ["fieldRoles"], message });
    const twice = roles.find((role, at) => !MANY.includes(role) && roles.indexOf(role) !== at);
    const names = new Set(fieldRoles.map(({ name }) => name));
    if (names.size < fieldRoles.length) fault("Map each column only once.");
    if (twice !== undefined) fault(`Use only one column as ${twice}.`);
    if (roles.filter((role) => role === "segment").length > MOST_SEGMENTS)
      fault(`Use at most ${MOST_SEGMENTS} columns as segments.`);
    if (!roles.some((role) => SHOWN_ROLES.includes(role)))
      fault("Choose at least one column that annotators see.");
    if (roles.includes("query-id") && !roles.includes("query"))
      fault("Choose a query column too. A query id needs one.");
    if (roles.includes("note") && !roles.includes("query"))
      fault("Choose a query column too. An intent note needs one.");
    if (roles.includes("gold-reason") && !roles.includes("gold-levels")) {
      fault("Choose a gold levels column too. A gold reason needs one.");
    }
  });

export type StartImportInput = z.input<typeof startImportSchema>;
