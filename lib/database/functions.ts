import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";
import { namesDefinedBy } from "./definitions.ts";
import { inTransaction } from "./transaction.ts";

const FOLDER = new URL("../../prisma/functions/", import.meta.url);

/** The functions and views as they are now, one text per subject. */
export type Functions = {
  texts: readonly string[];
  names: readonly string[];
  /** SHA-256 over all files with their names, in order */
  digest: string;
};

export async function readFunctions(folder: URL = FOLDER): Promise<Functions> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")));
  const digest = createHash("sha256");
  for (const [index, name] of files.entries()) digest.update(`${name}\0${texts[index]}\0`);
  return { texts, names: namesDefinedBy(texts), digest: digest.digest("hex") };
}

/** Replaces all functions and views of the database with these, or none. */
export async function applyFunctions(client: pg.ClientBase, functions: Functions): Promise<void> {
  await inTransaction(client, () => replaceFunctions(client, functions));
}

/** What `applyFunctions` does in its transaction. */
export async function replaceFunctions(client: pg.ClientBase, functions: Functions): Promise<void> {
  await dropFunctions(client, functions.names);
  // A function may name one that a later file makes.
  await client.query("SET LOCAL check_function_bodies = off");
  for (const text of functions.texts) await client.query(text);
  await client.query(
    `INSERT INTO applied_functions (digest, names, applied_at) VALUES ($1, $2, clock_timestamp())
     ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, names = excluded.names, applied_at = excluded.applied_at`,
    [functions.digest, functions.names],
  );
}

/**
 * Drops what will be created and what was created last time, in every signature. Functions and views of others in the
 * same schema stay, and so do those of extensions. If a view of theirs uses one of ours, PostgreSQL's error stops
 * this.
 */
async function dropFunctions(client: pg.ClientBase, names: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ views: string | null; functions: string | null }>(
    `WITH ours AS (
       SELECT unnest($1::text[]) AS name UNION SELECT unnest(names) FROM applied_functions
     )
     SELECT (SELECT string_agg(c.oid::regclass::text, ', ') FROM pg_class c JOIN ours ON ours.name = c.relname
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' AND NOT EXISTS (
               SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')) AS views,
            (SELECT string_agg(p.oid::regprocedure::text, ', ') FROM pg_proc p JOIN ours ON ours.name = p.proname
             WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (
               SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')) AS functions`,
    [names],
  );
  const found = rows[0];
  if (found?.views) await client.query(`DROP VIEW ${found.views}`);
  if (found?.functions) await client.query(`DROP ROUTINE ${found.functions}`);
}
