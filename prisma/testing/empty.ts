import { pool } from "#lib/database/pool.ts";

let statement: string | null = null;

/**
 * Takes away every project and what belongs to one. TRUNCATE would make new files for each table and index, which costs
 * 30 times as much as deleting the few rows of a test.
 */
export async function removeProjects(): Promise<void> {
  statement ??= await deleteAll();
  await pool.query(statement);
}

// Without triggers: they keep people from deleting what is append-only, and order the deletes by foreign key.
async function deleteAll(): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    // Two tables have no foreign key that says whose they are.
    `WITH RECURSIVE reached AS (
       SELECT oid FROM pg_class WHERE oid IN ('project'::regclass, 'assignment'::regclass, 'judgment'::regclass)
       UNION SELECT c.conrelid FROM pg_constraint c JOIN reached r ON r.oid = c.confrelid WHERE c.contype = 'f')
     SELECT oid::regclass::text AS name FROM reached`,
  );
  const deletes = rows.map(({ name }) => `DELETE FROM ${name};`);
  return `BEGIN; SET LOCAL session_replication_role = replica; ${deletes.join(" ")} COMMIT`;
}
