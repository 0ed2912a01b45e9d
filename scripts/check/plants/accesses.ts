import type { Plant } from "./plant.ts";

const access = 'import type { RequesterAccess } from "#lib/auth/access.ts";\n';
const serverOnly = 'import "server-only";\n';
const record = `${serverOnly}import { pool } from "#lib/database/pool.ts";\n`;
const list = 'import { listGold } from "#lib/gold/queries.ts";\n';

/** Accesses that no gate made, and what asks the database without one. */
export const ACCESS_PLANTS: readonly Plant[] = (
  [
    ["an access of what fits everything", "app/page.tsx", `${list}listGold({ projectId: "b" } as never);`],
    [
      "an access under another name",
      "components/gold/row.tsx",
      'import type { RequesterAccess as Pass } from "#lib/auth/access.ts";\nexport const a = (b: Pass) => b;',
    ],
    [
      "an access by a type of the file",
      "lib/gold/actions.ts",
      `${access}type Pass = RequesterAccess & object;\nexport const a = (b: object) => b as Pass;`,
    ],
    [
      "an access by the function that takes it",
      "app/look.tsx",
      `${list}export const a = { projectId: "b" } as unknown as Parameters<typeof listGold>[0];`,
    ],
    [
      "an access by the function that takes it, in angle brackets",
      "worker/look.ts",
      `${list}export const a = <Parameters<typeof listGold>[0]>{};`,
    ],
    [
      "an access that is read",
      "worker/job.ts",
      `${access}export const a: RequesterAccess = JSON.parse("1");`,
    ],
    ["an access that is read in place", "app/error.tsx", `${list}listGold(JSON.parse("1"));`],
    ["an access that came in", "app/api/gold/route.ts", "export const a = async (b: Request) => b.json();"],
    [
      "an access that somebody else makes",
      "lib/judgment/mutations.ts",
      `${serverOnly}${access}declare function make<T>(): T;\nexport const a = () => make<RequesterAccess>();`,
    ],
    [
      "an access that is copied",
      "lib/gold/rules.ts",
      `${access}export const a = (access: RequesterAccess) => ({ ...access, projectId: "b" });`,
    ],
    [
      "an access that is changed",
      "lib/item/rules.ts",
      `${access}export const a = (access: RequesterAccess) => Object.assign(access, { projectId: "b" });`,
    ],
    ["an access of one's own", "lib/dataset/rules.ts", "export type DatasetAccess = { projectId: string };"],
    [
      "a write of a project by its id in a record",
      "lib/gold/mutations.ts",
      `${record}export async function a({ id }: { id: string }) { return pool.query("DELETE FROM gold_version WHERE project_id = $1", [id]); }`,
    ],
    [
      "a write of a project by an arrow",
      "lib/item/import/mutations/run.ts",
      `${record}export const a = async (id: string) => pool.query(\`UPDATE item SET state = 'open' WHERE project_id = \${"$1"}\`, [id]);`,
    ],
    [
      "a write of a project whose statement stands beside it",
      "lib/project/mutations.ts",
      `${record}const GONE = "DELETE FROM level WHERE project_id = $1";\nconst run = (id: string) => pool.query(GONE, [id]);\nconst a = (id: string) => run(id);\nexport { a as remove };`,
    ],
    [
      "a write that is wrapped",
      "lib/guideline/mutations.ts",
      `${record}const twice = <T>(run: T) => run;\nexport const a = twice(async (id: string) => pool.query("SELECT set_gold($1)", [id]));`,
    ],
    [
      "a write by Prisma",
      "lib/annotator/mutations.ts",
      `${serverOnly}import { prisma } from "#lib/database/client.ts";\nexport const a = (id: string) => prisma.annotator.delete({ where: { id } });`,
    ],
    [
      "a write whose access comes second",
      "lib/dataset/mutations.ts",
      `${record}${access}export const a = (no: number, access: RequesterAccess) => pool.query("SELECT set_gold($1)", [no, access]);`,
    ],
    [
      "a read of a project taken apart",
      "lib/consensus/queries.ts",
      `${serverOnly}export const a = ({ projectId }: { projectId: string }) => projectId;`,
    ],
  ] as const
).map(([form, file, text]) => ({ rule: "levels", form, file, text: `${text}\n` }));
