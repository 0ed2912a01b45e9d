import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { env } from "#lib/env.ts";
import { applyFunctions, readFunctions, replaceFunctions } from "./functions.ts";
import { applyMigrations } from "./migrate.ts";
import { pool } from "./pool.ts";

const functions = await readFunctions();

const ALL = `
  SELECT p.oid::regprocedure::text AS name, pg_get_functiondef(p.oid) AS text FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype <> 'trigger'::regtype
  UNION ALL
  SELECT c.oid::regclass::text, pg_get_viewdef(c.oid) FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')`;

/** The names of functions and views that differ between the database and the files. */
async function drift(): Promise<string[]> {
  const client = await pool.connect();
  const read = async () => {
    const { rows } = await client.query<{ name: string; text: string }>(ALL);
    return new Map(rows.map(({ name, text }) => [name, text]));
  };
  try {
    await client.query("BEGIN");
    const before = await read();
    for (const name of before.keys()) {
      await client.query(`DROP ${name.includes("(") ? "ROUTINE" : "VIEW"} IF EXISTS ${name} CASCADE`);
    }
    await replaceFunctions(client, functions);
    const after = await read();
    const names = new Set([...before.keys(), ...after.keys()]);
    return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

afterEach(async () => {
  const client = await pool.connect();
  await applyFunctions(client, functions);
  client.release();
});

test("a migrated database has the functions and views of the files, and no others", async () => {
  expect(await drift()).toEqual([]);
});

test.each([
  [
    "a function",
    "CREATE FUNCTION planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "planted()",
    "DROP FUNCTION planted()",
  ],
  ["a view", "CREATE VIEW planted AS SELECT 1 AS one", "planted", "DROP VIEW planted"],
])("%s that only the database has is found", async (_, plant, name, away) => {
  await pool.query(plant);
  expect(await drift()).toEqual([name]);
  await pool.query(away);
});

test("a function, a view, and a setting of a function that were changed by hand are found", async () => {
  await pool.query(`
    CREATE OR REPLACE FUNCTION kept_share(p_rate float8, p_share float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT 1::float8';
    CREATE OR REPLACE VIEW current_gold AS SELECT * FROM gold_version;
    ALTER FUNCTION submit_judgment RESET lock_timeout;
    DROP FUNCTION lock_counting(text)`);
  expect(await drift()).toEqual([
    "current_gold",
    "kept_share(double precision,double precision)",
    "lock_counting(text)",
    expect.stringMatching(/^submit_judgment\(/),
  ]);
});

test("PostgreSQL accepts the body of every function", async () => {
  const { rows } = await pool.query<{ text: string }>(
    "SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
  );
  expect(rows.length).toBeGreaterThan(functions.names.length / 2);
  for (const { text } of rows) await pool.query(text);
});

test("other functions replace these with every signature, names that are gone go, and what others made stays", async () => {
  const client = await pool.connect();
  await client.query(`
    CREATE FUNCTION kept_share(p_one int) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION of_others() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE VIEW also_of_others AS SELECT 1 AS one`);
  const other = {
    digest: "another",
    names: ["kept_share", "newcomer"],
    texts: [
      "CREATE FUNCTION kept_share() RETURNS text LANGUAGE sql AS 'SELECT newcomer()::text';",
      "CREATE FUNCTION newcomer() RETURNS int LANGUAGE sql AS 'SELECT 2';",
    ],
  };
  await applyFunctions(client, other);
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM (${ALL}) AS found ORDER BY name`);
  expect(rows.map(({ name }) => name)).toEqual([
    "also_of_others",
    "kept_share()",
    "newcomer()",
    "of_others()",
  ]);
  expect((await client.query("SELECT kept_share() AS one")).rows).toEqual([{ one: "2" }]);
  await client.query("DROP FUNCTION of_others(); DROP VIEW also_of_others");
  client.release();
  expect(await applyMigrations(env.DATABASE_URL)).toEqual([]);
  expect(await drift()).toEqual([]);
});

test("where one function cannot be made all of the old ones stay", async () => {
  const client = await pool.connect();
  const broken = { ...functions, texts: [...functions.texts.slice(1), "CREATE FUNCTION"] };
  await expect(applyFunctions(client, broken)).rejects.toThrow("syntax error");
  client.release();
  expect(await drift()).toEqual([]);
});

test("two that define the same name are refused, and a digest depends on names and texts alone", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "assay-functions-"));
  const url = pathToFileURL(`${folder}/`);
  try {
    writeFileSync(path.join(folder, "a.sql"), "CREATE FUNCTION one() …");
    const first = await readFunctions(url);
    expect(await readFunctions(url)).toEqual(first);
    writeFileSync(path.join(folder, "a.sql"), "CREATE FUNCTION one() … ");
    expect((await readFunctions(url)).digest).not.toBe(first.digest);
    writeFileSync(path.join(folder, "b.sql"), "CREATE OR REPLACE VIEW one AS …");
    await expect(readFunctions(url)).rejects.toThrow("defines one twice");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
