import "server-only";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { changedColumns } from "#lib/item/import/rules/columns.ts";
import { unionRoles } from "#lib/item/import/rules/roles.ts";
import type { ColumnChange } from "#lib/item/import/schema.ts";
import type { FieldRoles } from "#lib/item/schema.ts";

/** A few seconds' work: after each of them the import can be ended. */
const ITEMS_AT_ONCE = 50_000;

export type Opening = {
  readonly client: PoolClient;
  readonly access: RequesterAccess;
  readonly importNo: number;
  readonly fieldRoles: FieldRoles;
  readonly changedColumns: ColumnChange;
  /** Who started the import: the golds of the file are theirs */
  readonly userId: string | null;
};

type LastNumbers = { readonly item: number; readonly query: number };

/** What an import does: reads and stages, adds the items, adds their gold, and makes all of it the project's. */
export type ImportPhase = "reading" | "items" | "golds" | "closing";

export type OpenOptions = {
  /** Ends the opening before its next items */
  readonly signal?: AbortSignal;
  /** Is told what begins */
  readonly told?: (phase: ImportPhase) => void;
  /** How many items are inserted by one statement */
  readonly itemsAtOnce?: number;
};

/**
 * Makes the staged items items of the project, with their gold. The caller holds the transaction. Nobody sees the new
 * rows before it ends, so the locks of the project are taken last: people claim, answer and freeze meanwhile.
 *
 * If the import would change how items look that were added in the meantime, and nobody has confirmed that, it
 * changes nothing and returns the columns in question.
 */
export async function openStaged(
  opening: Opening,
  lastNumbers: LastNumbers,
  { signal, told, itemsAtOnce = ITEMS_AT_ONCE }: OpenOptions,
): Promise<string[]> {
  const { client, access, fieldRoles } = opening;
  const { rows } = await client.query<{ known: FieldRoles; lastItem: number }>(
    'SELECT field_roles AS known, last_item_no AS "lastItem" FROM project WHERE id = $1',
    [access.projectId],
  );
  const { known = [], lastItem = 0 } = rows[0] ?? {};
  const changed = lastItem > 0 ? changedColumns(known, fieldRoles) : [];
  if (changed.length > 0 && opening.changedColumns !== "all-files") return changed;
  told?.("items");
  await client.query("CREATE TEMP TABLE import_query AS SELECT DISTINCT query_no AS no FROM import_staged");
  const settings = new Set<string>();
  for (let after = lastItem; after < lastNumbers.item; after += itemsAtOnce) {
    signal?.throwIfAborted();
    settings.add(await insertItems(opening, { after, upTo: after + itemsAtOnce }));
  }
  told?.("golds");
  await insertGolds(opening);
  told?.("closing");
  await lockUnchanged(opening, settings);
  await client.query(
    "UPDATE project SET last_item_no = $2, last_query_no = $3, field_roles = $4 WHERE id = $1",
    [access.projectId, lastNumbers.item, lastNumbers.query, JSON.stringify(unionRoles(known, fieldRoles))],
  );
  return [];
}

/** What targets and states of new items follow from, in one text. Other queries of the project may be paused at any time. */
const SETTINGS =
  "(target_settings(p) || jsonb_build_object('paused', ARRAY(SELECT no FROM paused ORDER BY no)))::text";
const PAUSED =
  "paused AS MATERIALIZED (SELECT no FROM paused_query JOIN import_query USING (no) WHERE project_id = $1)";

/** Inserts the next items in the order of their numbers, as they stay; the settings that they follow. */
async function insertItems(
  { client, access, importNo }: Opening,
  { after, upTo }: { after: number; upTo: number },
): Promise<string> {
  const { rows } = await client.query<{ settings: string }>(
    `WITH ${PAUSED}, inserted AS (
       INSERT INTO item (project_id, no, query_no, key, fields, import_no, import_line, target, rev, group_ord, ord, state,
                         is_gold, decided_rev)
       SELECT p.id, s.no, s.query_no, s.key, s.fields, $2, s.line,
              CASE WHEN s.gold_levels IS NULL THEN first_target(p, s.no) ELSE gold_cap(p.id) END,
              (s.gold_levels IS NOT NULL)::int, s.group_ord, s.ord,
              CASE WHEN paused.no IS NULL THEN 'open' ELSE 'paused' END,
              s.gold_levels IS NOT NULL, CASE WHEN p.is_adaptive THEN -1 END
       FROM project p, import_staged s LEFT JOIN paused ON paused.no = s.query_no
       WHERE p.id = $1 AND s.no > $3 AND s.no <= $4)
     SELECT ${SETTINGS} AS settings FROM project p WHERE p.id = $1`,
    [access.projectId, importNo, after, upTo],
  );
  return rows[0]?.settings ?? "";
}

/** The first versions of the golds, as set_gold would write them of an item that nobody has judged. */
async function insertGolds({ client, access, userId }: Opening): Promise<void> {
  await client.query(
    `INSERT INTO gold_version (project_id, item_no, version, levels, reason, created_by_id)
     SELECT $1, no, 1, gold_levels, gold_reason, $2 FROM import_staged WHERE gold_levels IS NOT NULL ORDER BY no`,
    [access.projectId, userId],
  );
}

/**
 * Locks what the items were made from until the transaction ends. Where it has changed since they were inserted, the locks are
 * given back, the items are brought in line, and it looks again.
 */
async function lockUnchanged(opening: Opening, used: Set<string>): Promise<void> {
  const { client } = opening;
  for (;;) {
    await client.query("SAVEPOINT unlocked");
    const now = await lockSettings(opening);
    if (used.size === 0 || (used.size === 1 && used.has(now))) return;
    await client.query("ROLLBACK TO SAVEPOINT unlocked");
    used.clear();
    used.add(await followSettings(opening));
  }
}

/** In the order of locks.sql. A query is paused by whoever has its row; whoever reads its items afterwards finds the new ones. */
async function lockSettings({ client, access }: Opening): Promise<string> {
  const project = [access.projectId];
  await client.query("SELECT lock_counting($1)", project);
  await client.query("SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE", project);
  await client.query(
    `SELECT 1 FROM query q JOIN import_query i USING (no) WHERE q.project_id = $1 ORDER BY q.no FOR SHARE OF q`,
    project,
  );
  const { rows } = await client.query<{ settings: string }>(
    `WITH ${PAUSED} SELECT ${SETTINGS} AS settings FROM project p WHERE p.id = $1`,
    project,
  );
  return rows[0]?.settings ?? "";
}

/** Changes those of the new items whose target or state would now be others; the settings that they follow. */
async function followSettings({ client, access, importNo }: Opening): Promise<string> {
  const { rows } = await client.query<{ settings: string }>(
    `WITH ${PAUSED}, followed AS (
       UPDATE item i SET target = w.target, decided_rev = w.decided_rev, state = w.state
       FROM (
         SELECT n.no, CASE WHEN n.is_gold THEN gold_cap(p.id) ELSE first_target(p, n.no) END AS target,
                CASE WHEN paused.no IS NULL THEN 'open' ELSE 'paused' END AS state,
                CASE WHEN p.is_adaptive THEN -1 END AS decided_rev
         FROM project p, item n LEFT JOIN paused ON paused.no = n.query_no
         WHERE p.id = $1 AND n.project_id = $1 AND n.import_no = $2) AS w
       WHERE i.project_id = $1 AND i.no = w.no
         AND (i.target, i.state, i.decided_rev) IS DISTINCT FROM (w.target, w.state, w.decided_rev))
     SELECT ${SETTINGS} AS settings FROM project p WHERE p.id = $1`,
    [access.projectId, importNo],
  );
  return rows[0]?.settings ?? "";
}
