import type { Plant } from "./plant.ts";

const serverOnly = 'import "server-only";\n';
const prisma = `${serverOnly}import { prisma } from "#lib/database/client.ts";\n`;

/** Writes outside of the mutations. */
export const WRITE_PLANTS: readonly Plant[] = (
  [
    [
      "a read that deletes",
      "lib/gold/queries.ts",
      `${serverOnly}export const a = "DELETE FROM gold_version";`,
    ],
    [
      "a read that changes by another name",
      "lib/item/import/queries/list.ts",
      `${serverOnly}export const a = "update only item as i set state = 1";`,
    ],
    [
      "a read that adds by a template",
      "lib/judgment/queries.ts",
      `${serverOnly}export const a = (b: string) => \`INSERT INTO "judgment" \${b}\`;`,
    ],
    [
      "a read that empties",
      "lib/project/queries.ts",
      `${serverOnly}export const a = "TRUNCATE gold_version";`,
    ],
    ["a gate that deletes", "lib/auth/session.ts", 'export const a = "DELETE FROM session";'],
    ["a page that empties", "app/page.tsx", 'export const a = "truncate table item";'],
    ["a component that changes", "components/gold/row.tsx", 'export const a = "UPDATE item SET state = 1";'],
    ["a job that merges", "worker/look.ts", 'export const a = "MERGE INTO item USING query";'],
    [
      "a read that writes by Prisma",
      "lib/annotator/queries.ts",
      `${prisma}export const a = () => prisma.item.delete({});`,
    ],
    [
      "a read that writes to many by Prisma in brackets",
      "lib/consensus/queries.ts",
      `${prisma}export const a = () => prisma["item"]["updateMany"]({});`,
    ],
    [
      "a read that writes to a table by its name alone",
      "lib/dataset/queries.ts",
      `${prisma}const { judgment } = prisma;\nexport const a = () => judgment.create({});`,
    ],
    [
      "a gate that runs a statement",
      "lib/auth/roles.ts",
      'import { prisma } from "#lib/database/client.ts";\nexport const a = () => prisma.$executeRaw`SELECT 1`;',
    ],
    [
      "a job that writes by Prisma",
      "worker/job.ts",
      'import { prisma } from "#lib/database/client.ts";\nexport const a = () => prisma.goldVersion.upsert({});',
    ],
  ] as const
).map(([form, file, text]) => ({ rule: "5", form, file, text: `${text}\n` }));
