import * as z from "zod";
import { pathNo, percentEncoded } from "#lib/border.ts";
import { type FieldRole, fieldRolesSchema } from "#lib/item/schema.ts";

export const importNoSchema = pathNo;

const fileNameSchema = percentEncoded
  .transform((name) => (name.split(/[/\\]/).at(-1) ?? "").replace(/\p{Cc}/gu, "").trim())
  .pipe(z.string().min(1, "The file needs a name.").max(200, "At most 200 characters."));

/** What goes with the bytes of a file. */
export const uploadHeadersSchema = z.object({ "x-file-name": fileNameSchema });

const SHOWN: readonly FieldRole[] = ["title", "text", "url", "image", "other"];
const MANY: readonly FieldRole[] = ["other", "hidden"];

/** The mapping of a file's columns, and what happens when rows are broken. */
export const startImportSchema = z
  .strictObject({
    fieldRoles: fieldRolesSchema.min(1).max(1000),
    policy: z.enum(["all-or-nothing", "good-rows"]),
  })
  .superRefine(({ fieldRoles }, context) => {
    const roles = fieldRoles.map(({ role }) => role);
    const fault = (message: string) => context.addIssue({ code: "custom", path: ["fieldRoles"], message });
    const twice = roles.find((role, at) => !MANY.includes(role) && roles.indexOf(role) !== at);
    const names = new Set(fieldRoles.map(({ name }) => name));
    if (names.size < fieldRoles.length) fault("Each column can be mapped once.");
    if (twice !== undefined) fault(`Only one column can be the ${twice}.`);
    if (!roles.some((role) => SHOWN.includes(role))) fault("Choose at least one column that annotators see.");
    if (roles.includes("query-id") && !roles.includes("query"))
      fault("A query id needs a query column beside it.");
    if (roles.includes("note") && !roles.includes("query"))
      fault("An intent note needs a query column beside it.");
    if (roles.includes("gold-reason") && !roles.includes("gold-levels")) {
      fault("A gold reason needs a gold levels column beside it.");
    }
  });

export type StartImportInput = z.output<typeof startImportSchema>;
