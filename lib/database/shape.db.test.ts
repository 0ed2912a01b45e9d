import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PoolClient } from "pg";
import { expect, test } from "vitest";
import { pool } from "./pool.ts";

const ROOT = path.join(import.meta.dirname, "../..");

/** Locks answer with what they are held for. */
const LOCKS = ["lock_annotator", "lock_counting", "freeze_watermark"];

/**
 * A person who follows an invite has its code alone: where it leads must be found without the project. An assignment's id is
 * random, and no index that holds the project may seem as good for it: docs/decisions/017-an-assignment-is-found-by-its-id.md.
 */
const WITHOUT_PROJECT = ["assignment_id_key", "invite_code_key"];

const TEXTS = ["lib", "worker"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(path.join(ROOT, folder, name), "utf8")),
);

/** Commands that the product calls and that answer in another shape than jsonb with an outcome. */
async function oddAnswers(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; text: string; type: string }>(
    `SELECT proname AS name, prosrc AS text, prorettype::regtype::text AS type FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace AND provolatile = 'v' AND prorettype <> 'trigger'::regtype`,
  );
  return rows
    .filter(
      ({ name }) => !LOCKS.includes(name) && TEXTS.some((text) => new RegExp(`\\b${name}\\b`).test(text)),
    )
    .filter(({ text, type }) => type !== "jsonb" || !text.includes("outcome"))
    .map(({ name }) => name);
}

/** What a database that is split by project could not carry. */
async function unsplittable(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `WITH own AS (SELECT attrelid AS id, attnum AS project FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                  WHERE a.attname = 'project_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace)
     SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN own ON own.id = i.indrelid
     WHERE i.indisunique AND i.indkey[0] <> own.project AND NOT i.indexrelid::regclass::text = ANY ($1)
     UNION ALL
     SELECT k.conname FROM pg_constraint k JOIN own ON own.id = k.conrelid JOIN own there ON there.id = k.confrelid
     WHERE k.contype = 'f' AND NOT (own.project = ANY (k.conkey) AND there.project = ANY (k.confkey))
     UNION ALL
     SELECT conname FROM pg_constraint
     WHERE contype = 'f' AND confupdtype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1`,
    [WITHOUT_PROJECT],
  );
  return rows.map(({ name }) => name);
}

async function whilePlanted(
  plant: string,
  look: (client: PoolClient) => Promise<string[]>,
): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    if (plant) await client.query(plant);
    return await look(client);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

test("commands that the product calls answer in one shape: jsonb with an outcome", async () => {
  expect(await whilePlanted("", oddAnswers)).toEqual([]);
});

test.each([
  ["a number", "int", "SELECT 1"],
  ["jsonb without an outcome", "jsonb", "SELECT jsonb_build_object('count', 1)"],
])("a command that answers %s is found", async (_, type, body) => {
  const plant = `DROP FUNCTION reap_assignments;
    CREATE FUNCTION reap_assignments(p_project text, p_limit int) RETURNS ${type} LANGUAGE sql AS $$ ${body} $$`;
  expect(await whilePlanted(plant, oddAnswers)).toEqual(["reap_assignments"]);
});

test("tables of a project could be split by it", async () => {
  expect(await whilePlanted("", unsplittable)).toEqual([]);
});

test.each([
  ["a unique key without the project", "CREATE UNIQUE INDEX planted ON judgment (key)"],
  [
    "a unique key with the project behind",
    "CREATE UNIQUE INDEX planted ON judgment (key, annotator_no, project_id)",
  ],
  [
    "a reference that does not carry the project",
    "ALTER TABLE item ADD COLUMN code text, ADD CONSTRAINT planted FOREIGN KEY (code) REFERENCES invite (code)",
  ],
  [
    "a reference that follows a changed key",
    `ALTER TABLE member DROP CONSTRAINT member_project_id_fkey,
       ADD CONSTRAINT planted FOREIGN KEY (project_id) REFERENCES project (id) ON UPDATE CASCADE`,
  ],
])("%s is found", async (_, plant) => {
  expect(await whilePlanted(plant, unsplittable)).toEqual(["planted"]);
});
