import { readdir, readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { applyMigrations } from "#lib/database/migrate.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { env } from "#lib/env.ts";

// A database as November 2026 left it, see README.md, upgraded: nothing in it may count otherwise.

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const DUMP = new URL("november-2026.sql.gz", import.meta.url);
const LAST = "0013_gold_visits";

/** What its own functions said of it at these watermarks, the last of which is now */
const COUNTING: Record<number, string> = {
  10: "1 2 3 4 5 6 7 8 9 10",
  25: "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25",
  26: "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26",
  36: "1 3 11 13 15 17 19 21 22 25 26 27 36",
};
/** Of the version that was ready; the other one was being built */
const DIGEST = "d336ded6fda23f09cd2f5eafb60b850853be4011cf0c3ab81c17b4a2b9e81eb4";

type Row = { name: string; rows: string };

/** Every table with all of its rows, in their order, in the columns that it had. */
async function readTables(columns: Map<string, string>): Promise<Row[]> {
  const found: Row[] = [];
  for (const [name, list] of columns) {
    const { rows } = await pool.query<{ rows: string }>(
      `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS rows FROM (SELECT ${list} FROM ${name}) AS t`,
    );
    found.push({ name, rows: rows[0]?.rows ?? "" });
  }
  return found;
}

async function readColumns(): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string; list: string }>(
    `SELECT table_name AS name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS list
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
     GROUP BY table_name ORDER BY table_name`,
  );
  return new Map(rows.map(({ name, list }) => [name, list]));
}

let before: Row[] = [];
let columns = new Map<string, string>();

beforeAll(async () => {
  // The migrated database of this file goes back to the day, with its engine's own list of what was applied.
  await pool.query(`CREATE SCHEMA kept; ALTER TABLE _prisma_migrations SET SCHEMA kept; DROP SCHEMA public CASCADE;
    CREATE SCHEMA public; ALTER TABLE kept._prisma_migrations SET SCHEMA public; DROP SCHEMA kept`);
  await pool.query("DELETE FROM _prisma_migrations WHERE migration_name > $1", [LAST]);
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_/.test(name) && name <= LAST).sort();
  for (const name of names) {
    await pool.query(await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), "utf8"));
  }
  await pool.query(gunzipSync(await readFile(DUMP)).toString("utf8"));
  columns = await readColumns();
  before = await readTables(columns);
  expect(await applyMigrations(env.DATABASE_URL)).toContain("0014_functions");
});

test("every row of every table is as it was, the counters of the items among them", async () => {
  expect(before.find(({ name }) => name === "judgment")?.rows.split("\n").length).toBeGreaterThan(20);
  expect(await readTables(columns)).toEqual(before);
});

test("the counters of the items equal what their assignments say", async () => {
  const { rows } = await pool.query(
    `SELECT i.no FROM item i WHERE (i.counted, i.live) <> (
       SELECT count(*) FILTER (WHERE a.counted), count(*) FILTER (WHERE a.state = 'live') FROM assignment a
       WHERE a.project_id = i.project_id AND a.item_no = i.no)`,
  );
  expect(rows).toEqual([]);
});

test("the same judgments count, at every watermark and now", async () => {
  for (const [watermark, expected] of Object.entries(COUNTING)) {
    const { rows } = await pool.query<{ seqs: string }>(
      "SELECT string_agg(seq::text, ' ' ORDER BY seq) AS seqs FROM judgments_counting_at('p', $1)",
      [watermark],
    );
    expect([watermark, rows[0]?.seqs]).toEqual([watermark, expected]);
  }
  const { rows } = await pool.query<{ seqs: string }>(
    "SELECT string_agg(seq::text, ' ' ORDER BY seq) AS seqs FROM current_judgment WHERE counts",
  );
  expect(rows[0]?.seqs).toBe(Object.values(COUNTING).at(-1));
});

test("a stop stands with the version of the rule that made it, and a version with its method", async () => {
  const { rows } = await pool.query(
    `SELECT s.version, s.because, v.parameters ->> 'least' AS least FROM item_stop s
     JOIN stopping_version v ON v.project_id = s.project_id AND v.version = s.version`,
  );
  expect(rows).toEqual([{ version: 1, because: "confident", least: "2" }]);
  const versions = await pool.query("SELECT method FROM dataset_version ORDER BY version");
  expect(versions.rows).toEqual([{ method: "majority" }, { method: "dawid-skene" }]);
});

test("a version that is ready keeps its files, and one that an older rule was building says to freeze anew", async () => {
  const access = actForProject("p");
  await expect(buildDataset(access, 2)).rejects.toThrow("Freeze a new version.");
  const { rows } = await pool.query(
    "SELECT version, state, digest, error FROM dataset_version ORDER BY version",
  );
  expect(rows).toEqual([
    { version: 1, state: "ready", digest: DIGEST, error: null },
    {
      version: 2,
      state: "failed",
      digest: null,
      error: "Assay was upgraded meanwhile. Freeze a new version.",
    },
  ]);
  const files = await pool.query(
    `SELECT f.name FROM dataset_file f WHERE f.sha256 <> (
       SELECT encode(sha256(string_agg(c.content, ''::bytea ORDER BY c.no)), 'hex') FROM dataset_chunk c
       WHERE c.project_id = f.project_id AND c.version = f.version AND c.name = f.name)`,
  );
  expect(files.rows).toEqual([]);
});

test("work goes on: an answer to what was held is counted in its slot", async () => {
  const { rows } = await pool.query(
    `SELECT submit_judgment('p', annotator_no, id, epoch, gen_random_uuid(), sha256('x'), 3, NULL, NULL, 900, 2) ->> 'counted' AS counted
     FROM assignment WHERE state = 'live' AND annotator_no = 6`,
  );
  expect(rows).toEqual([{ counted: "true" }]);
});
