import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { Figure } from "#lib/project/figures/queries.ts";

/** The last item that has its row */
type ListedItems = { upTo: number };

/** What items are filtered and sorted by, item by item. Only what changed since the last time is computed. */
export const ITEMS_FIGURE: Figure<ListedItems> = {
  name: "items",
  compute: listAll,
  pack: (listed) => listed,
  unpack: (stored) => stored as ListedItems,
};

async function listAll(
  access: RequesterAccess,
  before?: { watermark: string; value: ListedItems },
): Promise<ListedItems> {
  // Read first: an item that comes meanwhile is looked at again next time.
  const { rows } = await pool.query<{ last: number | null }>(
    "SELECT max(no) AS last FROM item WHERE project_id = $1",
    [access.projectId],
  );
  const upTo = rows[0]?.last ?? 0;
  if (before === undefined) {
    await pool.query("SELECT build_item_figures($1)", [access.projectId]);
    // Totals are counted in the indexes alone where the table is known to be all visible, and estimated from statistics.
    await pool.query("VACUUM (ANALYZE) item_figure");
  } else {
    await pool.query("SELECT refresh_item_figures($1, $2, $3)", [
      access.projectId,
      before.watermark,
      before.value.upTo,
    ]);
  }
  return { upTo };
}
