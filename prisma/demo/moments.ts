import type { ClientBase } from "pg";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { type Calendar, MINUTE_MS } from "./calendar.ts";

/** How long people read before their first item. */
const READING_MS = 10 * MINUTE_MS;

const IMPORT = "UPDATE import SET created_at = $2, finished_at = $2 WHERE project_id = $1";

// The file brought the gold.
const GOLD = "UPDATE gold_version SET created_at = $2 WHERE project_id = $1";

// A visitor who has not judged yet joined last.
const JOINING = `
  UPDATE annotator n SET joined_at = coalesce(
    (SELECT min(a.created_at) FROM assignment a WHERE a.project_id = n.project_id AND a.annotator_no = n.no),
    $2::timestamptz) - make_interval(secs => ${READING_MS / 1000})
  WHERE n.project_id = $1`;

// What moves a person is their answers on gold, and each was moved once.
const STANDINGS = `
  UPDATE annotator_event e SET created_at = (
    SELECT max(j.created_at) FROM judgment j JOIN item i ON i.project_id = j.project_id AND i.no = j.item_no
    WHERE j.project_id = e.project_id AND j.annotator_no = e.annotator_no AND i.is_gold)
  WHERE e.project_id = $1`;

const STANDING_AT = "UPDATE project SET standing_at = $2 WHERE id = $1";

/**
 * Gives the times of the story to what was stored as in any other project, at the time of the database. Nothing else
 * runs while the demo is made, so nobody sees the two records open that are otherwise only ever added to.
 */
export async function moveIntoStory(projectId: string, { imported, last }: Calendar): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(IMPORT, [projectId, imported]);
    await rewrite(client, "gold_version", () => client.query(GOLD, [projectId, imported]));
    await client.query(JOINING, [projectId, last]);
    await rewrite(client, "annotator_event", () => client.query(STANDINGS, [projectId]));
    await client.query(STANDING_AT, [projectId, last]);
  });
}

async function rewrite(
  client: ClientBase,
  table: "gold_version" | "annotator_event",
  update: () => Promise<unknown>,
): Promise<void> {
  await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_append_only`);
  await update();
  await client.query(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_append_only`);
}
