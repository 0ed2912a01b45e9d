import "server-only";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { changedColumns } from "#lib/item/import/rules/columns.ts";
import { mappingOf, parseGoldLevels } from "#lib/item/import/rules/draft.ts";
import { unionRoles } from "#lib/item/import/rules/roles.ts";
import type { ColumnChange } from "#lib/item/import/schema.ts";
import type { FieldRoles } from "#lib/item/schema.ts";

const GOLDS_AT_ONCE = 1000;

type Opening = {
  readonly client: PoolClient;
  readonly access: RequesterAccess;
  readonly importNo: number;
  readonly fieldRoles: FieldRoles;
  readonly changedColumns: ColumnChange;
  readonly scaleSize: number;
  /** Who started the import: the golds of the file are theirs */
  readonly userId: string | null;
};

/**
 * Turns the staged items of an import into items of the project, with their gold. The caller holds the transaction.
 * If the import would change how items look that were added in the meantime, and nobody has confirmed that, it
 * changes nothing and returns the columns in question.
 */
export async function openStaged(
  opening: Opening,
  lastNumbers: { item: number; query: number },
): Promise<string[]> {
  const { client, access, importNo, fieldRoles } = opening;
  await client.query("SELECT lock_counting($1)", [access.projectId]);
  const { rows } = await client.query<{ known: FieldRoles; hasItems: boolean }>(
    'SELECT field_roles AS known, last_item_no > 0 AS "hasItems" FROM project WHERE id = $1 FOR UPDATE',
    [access.projectId],
  );
  const changed = rows[0]?.hasItems ? changedColumns(rows[0].known, fieldRoles) : [];
  if (changed.length > 0 && opening.changedColumns !== "all-files") return changed;
  await client.query(
    "UPDATE project SET last_item_no = $2, last_query_no = $3, field_roles = $4 WHERE id = $1",
    [
      access.projectId,
      lastNumbers.item,
      lastNumbers.query,
      JSON.stringify(unionRoles(rows[0]?.known ?? [], fieldRoles)),
    ],
  );
  // The judgments per item may have changed, and a query may have been paused, while the file was read.
  await client.query(
    `UPDATE item i SET target = first_target(p, i.no), decided_rev = CASE WHEN p.is_adaptive THEN -1 END,
       state = state_at(i, i.counted, first_target(p, i.no))
     FROM project p WHERE p.id = $1 AND i.project_id = $1 AND i.import_no = $2 AND i.state = 'staged'`,
    [access.projectId, importNo],
  );
  await setGolds(opening);
  return [];
}

type GoldCell = { no: number; levels: string; reason: string };

async function setGolds({ client, access, importNo, fieldRoles, scaleSize, userId }: Opening): Promise<void> {
  const mapping = mappingOf(fieldRoles);
  const column = mapping.get("gold-levels");
  if (column === undefined) return;
  for (let after = 0; ; ) {
    const { rows } = await client.query<GoldCell>(
      `SELECT no, fields ->> $3 AS levels, coalesce(fields ->> $4, '') AS reason FROM item
       WHERE project_id = $1 AND import_no = $2 AND no > $5 AND trim(fields ->> $3) <> '' ORDER BY no LIMIT $6`,
      [access.projectId, importNo, column, mapping.get("gold-reason") ?? null, after, GOLDS_AT_ONCE],
    );
    // Cells that could not be read were rejected with their rows.
    const golds = rows.flatMap((row) => {
      const gold = parseGoldLevels(row.levels, scaleSize);
      return "levels" in gold && gold.levels.length > 0 ? [{ ...row, levels: gold.levels }] : [];
    });
    await client.query(
      `SELECT set_gold($1, u.no, u.levels::int[], u.reason, $2)
       FROM unnest($3::int[], $4::text[], $5::text[]) AS u (no, levels, reason)`,
      [
        access.projectId,
        userId,
        golds.map(({ no }) => no),
        golds.map(({ levels }) => `{${levels.join()}}`),
        golds.map(({ reason }) => reason.trim()),
      ],
    );
    const last = rows.at(-1);
    if (last === undefined || rows.length < GOLDS_AT_ONCE) return;
    after = last.no;
  }
}
