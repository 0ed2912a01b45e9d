import { existsSync } from "node:fs";
import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { previewImport, readImportFile } from "#lib/item/import/queries.ts";
import { DONE_DAYS, WAITING_DAYS } from "#lib/item/import/rules/keeping.ts";
import { folderPath } from "#lib/store/folder.ts";
import { access, makeEmptyProject, upload } from "#prisma/testing/import-fixture.ts";
import { removeUnneeded, StrangeStore } from "./tidy-store.ts";

const LATER = Date.now() + 2 * 86_400_000;

let files = 0;
/** An import of a file of its own, in this state for this many days. */
async function uploadOld(state: string, days: number): Promise<{ importNo: number; file: string }> {
  const importNo = await upload(`query,id,name\nlamp,${++files},Lamp ${files}\n`);
  await pool.query(
    `UPDATE import SET state = $3::text, created_at = now() - make_interval(days => $4::int),
            finished_at = CASE WHEN $3::text IN ('done', 'refused', 'failed') THEN now() - make_interval(days => $4::int) END
     WHERE project_id = $1 AND no = $2`,
    [access.projectId, importNo, state, days],
  );
  return { importNo, file: folderPath((await readImportFile(access, importNo))?.sha256 ?? "") };
}

beforeEach(async () => {
  await makeEmptyProject();
  await rm(folderPath(""), { recursive: true, force: true });
  await mkdir(folderPath(""));
});

test.each([
  ["done", DONE_DAYS],
  ["uploaded", WAITING_DAYS],
  ["refused", WAITING_DAYS],
  ["failed", WAITING_DAYS],
])("the file of an import that is %s is kept for %i days and then removed", async (state, days) => {
  const [kept, gone] = [await uploadOld(state, days - 1), await uploadOld(state, days + 1)];
  expect(await removeUnneeded(LATER)).toBe(1);
  expect([existsSync(kept.file), existsSync(gone.file)]).toEqual([true, false]);
  // The page of its import says that the file is gone.
  expect(await previewImport(access, gone.importNo)).toBeNull();
});

test("the file of a running import is kept, however long that takes", async () => {
  const { file } = await uploadOld("running", 400);
  expect(await removeUnneeded(LATER)).toBe(0);
  expect(existsSync(file)).toBe(true);
});

test("a file that two imports share is kept until the last of them needs it no more", async () => {
  const { file } = await uploadOld("done", DONE_DAYS + 1);
  await pool.query(
    `INSERT INTO import (project_id, no, file_name, sha256, bytes, format, state)
     SELECT project_id, 99, file_name, sha256, bytes, format, 'uploaded' FROM import`,
  );
  expect(await removeUnneeded(LATER)).toBe(0);
  await pool.query("DELETE FROM import WHERE no = 99");
  expect(await removeUnneeded(LATER)).toBe(1);
  expect(existsSync(file)).toBe(false);
});

test("a file of a version is kept for good, and one that its version has no more is removed", async () => {
  const [kept, gone] = ["c".repeat(64), "d".repeat(64)] as [string, string];
  for (const name of [kept, gone]) await writeFile(folderPath(name), "x");
  await pool.query(
    `WITH version AS (
       INSERT INTO dataset_version (project_id, version, method, parameters, watermark)
       VALUES ($1, 1, 'majority', '{}', 1))
     INSERT INTO dataset_file (project_id, version, name, media_type, bytes, sha256)
     VALUES ($1, 1, 'data/labels.csv', 'text/csv', 1, $2)`,
    [access.projectId, kept],
  );
  expect(await removeUnneeded(LATER)).toBe(1);
  expect([kept, gone].map((name) => existsSync(folderPath(name)))).toEqual([true, false]);
});

test("what nobody refers to, whole or interrupted, is removed after a day", async () => {
  await uploadOld("uploaded", 0);
  const [part, whole, fresh] = ["a.part", "b".repeat(64), "c.part"].map(folderPath) as [
    string,
    string,
    string,
  ];
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  for (const file of [part, whole, fresh]) await writeFile(file, "x");
  for (const file of [part, whole]) await utimes(file, longAgo, longAgo);
  expect(await removeUnneeded(Date.now())).toBe(2);
  expect([part, whole, fresh].map((file) => existsSync(file))).toEqual([false, false, true]);
});

test("nothing is removed from the store of another database, until somebody says that it is gone", async () => {
  await uploadOld("uploaded", 0);
  const lost = folderPath("e".repeat(64));
  await writeFile(lost, "x");
  await writeFile(folderPath("database"), "7/another");
  await expect(removeUnneeded(LATER)).rejects.toThrow("The store belongs to the database 7/another");
  expect(existsSync(lost)).toBe(true);
  await rm(folderPath("database"));
  expect(await removeUnneeded(LATER)).toBe(1);
  expect(await removeUnneeded(LATER)).toBe(0);
  expect(existsSync(folderPath("database"))).toBe(true);
});

test("who started Assay is told in one sentence which settings do not fit", async () => {
  await writeFile(folderPath("e".repeat(64)), "x");
  const refusal: unknown = await removeUnneeded(LATER).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StrangeStore);
  expect((refusal as StrangeStore).sentence).toBe(
    "No old file is removed, because the store of ASSAY_DATA does not seem to belong to the database of DATABASE_URL.",
  );
});

test("a database that names none of the files removes nothing, and does not claim the store", async () => {
  const [one, part] = ["f".repeat(64), "a.part"].map(folderPath) as [string, string];
  for (const file of [one, part]) await writeFile(file, "x");
  await expect(removeUnneeded(LATER)).rejects.toThrow("names no file of the store");
  expect([one, part, folderPath("database")].map((file) => existsSync(file))).toEqual([true, true, false]);
});
