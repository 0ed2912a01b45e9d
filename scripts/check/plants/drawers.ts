import { type Plant, plants } from "./plant.ts";

/** Drawers of what others export. */
export const DRAWER_PLANTS: readonly Plant[] = [
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
      "three names of another file and one constant",
      "lib/project/rules.ts",
      'export { a, b, c } from "#lib/labeling.ts";\nexport const d = 1;',
    ],
    [
      "two imported names that are passed on, and one constant",
      "components/item/row.tsx",
      'import { a, b as c } from "#lib/labeling.ts";\nexport const d = 1;\nexport { a, c };',
    ],
    [
      "imported names under new ones",
      "components/gold/cells.tsx",
      'import { Bars } from "#components/charts/bars.tsx";\nimport type { Labeling } from "#lib/labeling.ts";\nexport const Cells = Bars;\nexport type Cell = Labeling;\nexport const d = 1;',
    ],
    ["all of another file in the worker", "worker/job.ts", 'export * from "./main.ts";\nexport const a = 1;'],
    [
      "all of another file in a page",
      "app/look.ts",
      'export * from "#lib/labeling.ts";\nexport const a = 1;',
    ],
    [
      "two names of other files and one constant",
      "lib/item/rules.ts",
      'export { goldSchema } from "#lib/gold/schema.ts";\nexport { nameSchema } from "#lib/project/schema.ts";\nexport const a = 1;',
    ],
  ]),
];
