import { type Plant, plants } from "./plant.ts";

const zod = 'import * as z from "zod";\n';

/** Shapes without a bound, files whose bytes depend on the machine. */
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
    ...[
      ["an address", "z.url()"],
      ["an e-mail address", "z.email().min(3)"],
      ["a list", "z.array(z.int())"],
      ["a list behind its shape", "z.int().array().min(1)"],
      ["a file", "z.file()"],
      ["a text that ends in a shape without an end", "z.string().pipe(z.string().min(1))"],
      ["an object that takes more", "z.looseObject({})"],
      ["an object that takes more behind its shape", "z.object({}).catchall(z.int())"],
      ["a record", "z.record(z.uuid(), z.int())"],
      ["any JSON", "z.json()"],
      ["a text by a template", "z.templateLiteral([z.int(), z.uuid()])"],
    ].map(
      ([what, shape], at) =>
        [
          `${what} of any length`,
          `lib/gold/growth${at}/schema.ts`,
          `${zod}export const a = ${shape};`,
        ] as const,
    ),
    [
      "a shape by its own name",
      "lib/gold/review/schema.ts",
      'import { string } from "zod";\nexport const a = string();',
    ],
    ["another zod", "lib/dataset/schema.ts", 'import * as z from "zod/mini";\nexport const a = z.uuid();'],
    [
      "a shape that is taken apart",
      "lib/item/reading/schema.ts",
      `${zod}const { url } = z;\nexport const a = url();`,
    ],
    ["zod under another name", "lib/judgment/schema.ts", `${zod}const y = z;\nexport const a = y.url();`],
    [
      "a shape in an action",
      "lib/gold/actions.ts",
      `"use server";\n${zod}const a = z.string();\nconst b = a;`,
    ],
    [
      "a shape in a route",
      "app/api/gold/route.ts",
      `${zod}export const shape = z.object({ a: z.string() });`,
    ],
    ["a shape at the border", "lib/border.ts", `${zod}export const a = z.string().min(1);`],
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
      "an order by a language's rules",
      "lib/formats/rows.ts",
      'export const a = (rows: string[]) => rows.sort(new Intl.Collator("en").compare);',
    ],
    [
      "a number by a language's rules",
      "lib/dataset/rules/cell.ts",
      "const { NumberFormat } = Intl;\nexport const a = (share: number) => new NumberFormat().format(share);",
    ],
    [
      "letters by language, by a name in brackets",
      "lib/statistics/trust/a.ts",
      'export const a = (name: string) => name["toLocaleUpperCase"]();',
    ],
  ]),
];
