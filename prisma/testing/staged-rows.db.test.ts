import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { decideImport } from "#lib/item/import/mutations/start.ts";
import { access, countItems, makeEmptyProject, ROLES, take, upload } from "./import-fixture.ts";

const MIGRATION = new URL("../migrations/0021_staged_elsewhere/migration.sql", import.meta.url);

const insert = (no: number, state: string) =>
  pool.query(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord, import_no, state)
     VALUES ('p', $1::int, 2, $1::int::text, '{}', 3, 0, 0, 2, $2)`,
    [no, state],
  );

test("A database that is upgraded in the middle of an import loses what was staged, and the import begins again", async () => {
  await makeEmptyProject();
  await take("query,id,name\nlamp,1,One\nlamp,2,Two\n", "all-or-nothing");
  const importNo = await upload("query,id,name\nchair,3,Three\nchair,4,Four\n");
  await decideImport(access, importNo, { fieldRoles: ROLES, policy: "all-or-nothing" });
  await pool.query(`ALTER TABLE item DROP CONSTRAINT item_state, ADD CONSTRAINT item_state
    CHECK (state IN ('staged', 'open', 'done', 'paused', 'removed'))`);
  await pool.query("INSERT INTO query (project_id, no, key, text, ord) VALUES ('p', 2, 'chair', 'chair', 0)");
  await insert(3, "staged");

  await pool.query(await readFile(MIGRATION, "utf8"));
  expect(await countItems()).toEqual({ items: 2, queries: 2, last: 2 });
  await expect(insert(3, "staged")).rejects.toThrow("item_state");
  await runImport(access, importNo);
  expect(await countItems()).toEqual({ items: 4, queries: 2, last: 4 });
});
