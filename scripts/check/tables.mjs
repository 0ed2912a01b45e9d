// The tables, read from Prisma's schema, and what writes to one: in SQL, and by Prisma's client.
import { readFileSync } from "node:fs";

const MODELS = readFileSync(new URL("../../prisma/schema.prisma", import.meta.url), "utf8")
  .split(/^model\s+/m)
  .slice(1)
  .map((text) => ({
    // The client calls a model by its name with a small first letter.
    client: text.charAt(0).toLowerCase() + (/^\w+/.exec(text)?.[0] ?? "").slice(1),
    table: /@@map\("(\w+)"\)/.exec(text)?.[1] ?? "",
    isOfProject: /@map\("project_id"\)/.test(text),
  }));

const alternatives = (models) => models.map(({ table }) => table).join("|");

const WRITES = new RegExp(
  [
    /\binsert\s+into\s+["\w]/,
    /\bdelete\s+from\s+["\w]/,
    /\bmerge\s+into\s+["\w]/,
    /\bupdate\s+(?:only\s+)?"?[\w.]+"?\s+(?:(?:as\s+)?\w+\s+)?set\s/,
    // The name of a table tells it from a class of styles.
    new RegExp(`\\btruncate\\s+(?:table\\s+)?(?:only\\s+)?"?(?:${alternatives(MODELS)})\\b`),
  ]
    .map(({ source }) => source)
    .join("|"),
  "i",
);

const OF_PROJECT = new RegExp(
  `\\b(?:from|join|update|using)\\s+(?:only\\s+)?"?(?:${alternatives(MODELS.filter((model) => model.isOfProject))})\\b`,
  "i",
);

/** What only Prisma's client has, and what a map or a hash has too: these write when a model is asked for them. */
const CLIENT_WRITES =
  /^(?:(?:create|update|delete)Many(?:AndReturn)?|upsert|\$executeRaw(?:Unsafe)?|\$queryRawUnsafe)$/;
const MODEL_WRITES = /^(?:create|update|delete)$/;

/** @param {string} text @returns {boolean} whether the statement writes */
export function isWrite(text) {
  return WRITES.test(text);
}

/** @param {string} text @returns {boolean} whether the statement reads or changes rows of a table that has a project */
export function isOfProject(text) {
  return OF_PROJECT.test(text);
}

/**
 * @param {string} owner the name before the method: `item` in `prisma.item.delete`
 * @param {string} method
 * @returns {boolean} whether Prisma's client writes by it
 */
export function isClientWrite(owner, method) {
  if (CLIENT_WRITES.test(method)) return true;
  return MODEL_WRITES.test(method) && MODELS.some(({ client }) => client === owner);
}
