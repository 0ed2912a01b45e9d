import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { Figure } from "#lib/project/figures/queries.ts";

/** The imports whose items are there */
type SortedItems = { imports: number[] };

/** What items are sorted by, item by item. Only what changed since the last time is computed. */
export const ITEMS_FIGURE: Figure<SortedItems> = {
  name: "items",
  compute: sortItems,
  pack: (sorted) => sorted,
  unpack: (stored) => stored as SortedItems,
};

async function sortItems(
  access: RequesterAccess,
  before?: { watermark: string; value: SortedItems },
): Promise<SortedItems> {
  const { rows } = await pool.query<{ no: number }>(
    "SELECT no FROM import WHERE project_id = $1 AND state = 'done' ORDER BY no",
    [access.projectId],
  );
  const imports = rows.map(({ no }) => no);
  if (before === undefined) {
    await pool.query("SELECT build_item_figures($1)", [access.projectId]);
    return { imports };
  }
  const added = imports.filter((no) => !before.value.imports.includes(no));
  await pool.query("SELECT refresh_item_figures($1, $2, $3)", [access.projectId, before.watermark, added]);
  return { imports };
}
