import type { Plant } from "./plant.ts";

const FORMS: readonly (readonly [form: string, file: string, statement: string])[] = [
  [
    "a row of the project",
    "lib/gold/queries.ts",
    "SELECT i.no FROM item i, project p WHERE p.id = $1 AND i.project_id = p.id",
  ],
  [
    "a row of the project the other way round",
    "lib/item/queries.ts",
    "WHERE i.project_id = $1 AND p.id = project_id",
  ],
  [
    "a joined row of the project",
    "lib/judgment/queries.ts",
    "SELECT 1 FROM item i JOIN project p ON i.project_id = p.id WHERE i.project_id = $1",
  ],
  [
    "a joined row without a name",
    "lib/project/queries.ts",
    "SELECT 1 FROM project JOIN item ON id = project_id WHERE id = $1",
  ],
  ["a part of a statement", "lib/consensus/queries.ts", " JOIN project p ON p.id = i.project_id"],
  ["no project at all", "lib/dataset/queries.ts", "SELECT count(*) FROM judgment WHERE seq > $1"],
  ["a change of every project", "lib/item/mutations.ts", "UPDATE item SET state = 'done' WHERE no = $1"],
  ["a removal from every project", "lib/gold/mutations.ts", "DELETE FROM gold_version WHERE item_no = $1"],
  ["a job that asks for everything", "worker/look.ts", "WITH a AS (SELECT * FROM annotator) SELECT * FROM a"],
];

const FUNCTIONS: readonly (readonly [form: string, file: string, body: string])[] = [
  [
    "a function that asks by a row",
    "prisma/functions/a.sql",
    "SELECT i.no FROM item i JOIN project p ON p.id = i.project_id WHERE i.project_id = p_project",
  ],
  ["a function that asks for every project", "prisma/functions/b.sql", "UPDATE item SET no = 1 RETURNING no"],
];

const plant = (form: string, file: string, text: string): Plant => ({ rule: "value", form, file, text });

/** Statements that do not name the project as a value. */
export const PROJECT_PLANTS: readonly Plant[] = [
  ...FORMS.map(([form, file, statement]) =>
    plant(form, file, `import "server-only";\nexport const a = "${statement}";\n`),
  ),
  ...FUNCTIONS.map(([form, file, body], at) =>
    plant(form, file, `CREATE FUNCTION of${at}(p_project text) RETURNS int LANGUAGE sql AS $$ ${body} $$;\n`),
  ),
];
