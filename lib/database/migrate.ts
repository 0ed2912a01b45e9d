import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { withSchemaEngine } from "#lib/database/engine.ts";
import { applyFunctions, readFunctions } from "#lib/database/functions.ts";
import { readAppliedDigest } from "#lib/database/functions-watch.ts";
import { MIGRATING_LOCK_MS } from "#lib/database/patience.ts";

const SCHEMA = new URL("../../prisma/schema.prisma", import.meta.url);
const MIGRATIONS = new URL("../../prisma/migrations/", import.meta.url);
const NO_FILTER = { externalTables: [], externalEnums: [] };

const LOCKED =
  "The database cannot be updated while something else uses its tables. Stop every other Assay on it, then start again. Nothing was changed.";

/** Held while migrating, so that two processes that start on one database migrate one after the other. */
const MIGRATING = 0x6d696772;

/**
 * Applies every migration that the database does not have yet, and then the functions and views, if they differ or if a
 * migration may have dropped some. Returns the names of the migrations.
 */
export async function applyMigrations(databaseUrl: string, lockMs = MIGRATING_LOCK_MS): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATING]);
    // Not before: another process may migrate a large database for long.
    await client.query(`SET lock_timeout = ${lockMs}`);
    const known = await listMigrations();
    const pending = pendingMigrations(
      known.migrationDirectories.map((migration) => migration.path),
      await readApplied(client),
    );
    if (pending.length > 0) {
      await forgetBroken(client);
      await runEngine(databaseUrl, known, lockMs);
    }
    const functions = await readFunctions();
    if (pending.length > 0 || (await readAppliedDigest(client)) !== functions.digest) {
      await applyFunctions(client, functions);
    }
    return pending;
  } catch (error) {
    throw isLockTimeout(error) ? new Error(LOCKED) : error;
  } finally {
    await client.end();
  }
}

function isLockTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "55P03";
}

/**
 * A migration that was begun and not finished left nothing, because each is one transaction. Prisma's engine would refuse
 * to go on after it.
 */
async function forgetBroken(client: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (rows[0]?.name === null) return;
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
}

/** The migrations that are not applied yet. A database with unknown migrations was made by a newer Assay. */
export function pendingMigrations(known: readonly string[], applied: readonly string[]): string[] {
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(`The database has the migration ${unknown}, made by a newer Assay. Update this one.`);
  }
  return known.filter((name) => !applied.includes(name));
}

async function readApplied(client: pg.Client): Promise<string[]> {
  const table = await client.query<{ name: string | null }>(
    "SELECT to_regclass('_prisma_migrations') AS name",
  );
  if (table.rows[0]?.name === null) return [];
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return rows.map((row) => row.name);
}

async function runEngine(
  databaseUrl: string,
  migrationsList: Awaited<ReturnType<typeof listMigrations>>,
  lockMs: number,
) {
  const schema = await readFile(SCHEMA, "utf8");
  await withSchemaEngine(
    databaseUrl,
    schema,
    (engine) => engine.applyMigrations({ migrationsList, filters: NO_FILTER }),
    lockMs,
  );
}

async function listMigrations() {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "./migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), "utf8"),
          },
        },
      })),
    ),
  };
}
