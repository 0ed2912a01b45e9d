import { readdir, readFile } from "node:fs/promises";
import { withSchemaEngine } from "#lib/database/engine.ts";

const SCHEMA = new URL("../../prisma/schema.prisma", import.meta.url);
const MIGRATIONS = new URL("../../prisma/migrations/", import.meta.url);
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** Applies every migration that the database does not have yet; returns their names. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrationsList = await listMigrations();
  const applied = await withSchemaEngine(databaseUrl, await readFile(SCHEMA, "utf8"), (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTER }),
  );
  return applied.appliedMigrationNames;
}

/** The SQL that builds, in an empty database, what schema.prisma says: the start of a new migration. */
export async function sqlFromEmpty(databaseUrl: string): Promise<string> {
  const schema = await readFile(SCHEMA, "utf8");
  const to = { tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content: schema }] };
  const result = await withSchemaEngine(databaseUrl, schema, (engine) =>
    engine.diff({ from: { tag: "empty" }, to, script: true, exitCode: null, filters: NO_FILTER }),
  );
  return result.stdout ?? "";
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
