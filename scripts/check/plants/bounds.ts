import type { Plant } from "./plants.ts";

const zod = 'import * as z from "zod";\n';

/** Shapes without a bound, files whose bytes depend on the machine, and drawers of what others export. */
export const BOUND_PLANTS: readonly Plant[] = [
  ...plants("shapes", [
    ["anything", "lib/gold/schema.ts", `${zod}export const goldSchema = z.object({ reason: z.any() });`],
    ["an unknown value", "lib/item/schema.ts", `${zod}export const fieldsSchema = z.record(z.unknown());`],
    ["a text of any length", "lib/project/schema.ts", `${zod}export const nameSchema = z.string();`],
    [
      "a text with a least length",
      "lib/account/schema.ts",
      `${zod}export const a = z.string().trim().min(1);`,
    ],
    [
      "a text under another name of zod",
      "lib/item/import/schema.ts",
      'import { z as shape } from "zod";\nexport const a = shape.string().optional();',
    ],
    [
      "a text that is made of anything",
      "lib/annotator/schema.ts",
      `${zod}export const a = z.coerce.string();`,
    ],
    ["a text by its name", "lib/guideline/schema.ts", `${zod}export const a = z["string"]();`],
  ]),
  ...plants("bytes", [
    [
      "an order by language",
      "lib/formats/csv.ts",
      "export const a = (rows: string[]) => rows.sort((one, other) => one.localeCompare(other));",
    ],
    [
      "a number by language",
      "lib/dataset/rules/row.ts",
      "export const a = (share: number) => share.toLocaleString();",
    ],
    [
      "a number by a language that is named",
      "lib/dataset/mutations/write.ts",
      'import "server-only";\nexport const a = (share: number) => share.toLocaleString("en-US");',
    ],
    [
      "letters by language, by a name in brackets",
      "lib/statistics/trust/a.ts",
      'export const a = (name: string) => name["toLocaleUpperCase"]();',
    ],
  ]),
  ...plants("7", [
    [
      "all of another file and one constant",
      "lib/gold/rules.ts",
      'export * from "./schema.ts";\nexport const a = 1;',
    ],
    [
      "all of another file under a name",
      "components/gold/row.tsx",
      'export * as gold from "#lib/gold/schema.ts";\nexport const a = 1;',
    ],
    [
      "two names of other files and one constant",
      "lib/item/rules.ts",
      'export { goldSchema } from "#lib/gold/schema.ts";\nexport { nameSchema } from "#lib/project/schema.ts";\nexport const a = 1;',
    ],
  ]),
];

function plants(
  rule: string,
  forms: readonly (readonly [form: string, file: string, text: string])[],
): Plant[] {
  return forms.map(([form, file, text]) => ({ rule, form, file, text: `${text}\n` }));
}
