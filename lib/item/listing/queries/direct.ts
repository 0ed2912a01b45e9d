import "server-only";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import type { ItemFilter } from "../../schema.ts";
import { isBackward, type ListedNumbers, sizedPage, startOf, statesOf } from "../rules.ts";

type Order = {
  /** What is sorted by, upwards; the last one is different for every item */
  keys: readonly string[];
  /** The same of the item $6 alone */
  of: string;
  /** What the keys need beside the item and its query */
  from?: string;
};

const ITEM_6 =
  "FROM item i LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no WHERE i.project_id = $1 AND i.no = $6";

const orderBy = (keys: readonly string[]): Order => ({ keys, of: `(SELECT ${keys.join(", ")} ${ITEM_6})` });

// Sorting by spread puts the items first on which people disagree most.
const ORDERS: Record<ItemFilter["sort"], Order> = {
  no: { keys: ["i.no"], of: "$6::int" },
  query: orderBy(["(q.no IS NULL)", "left(coalesce(q.text, ''), 100)", "i.no"]),
  judgments: orderBy(["-i.counted", "i.no"]),
  spread: {
    keys: ["-coalesce(s.spread, -1)", "i.no"],
    of: `(SELECT -coalesce(max(c.level) - min(c.level), -1), $6::int FROM current_judgment c
          WHERE c.project_id = $1 AND c.item_no = $6 AND c.counts)`,
    from: `LEFT JOIN (
      SELECT c.item_no, max(c.level) - min(c.level) AS spread FROM current_judgment c
      WHERE c.project_id = $1 AND c.counts GROUP BY c.item_no) AS s ON s.item_no = i.no`,
  },
};

const FILTERED = `WHERE i.project_id = $1 AND i.state = ANY ($2) AND ($3::boolean IS NULL OR i.is_gold = $3)
  AND ($4::int[] IS NULL OR i.no = ANY ($4))`;
const ITEM = "FROM item i LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no";

type Wanted = { filter: ItemFilter; size: number; found: readonly number[] | null };

/** Items of a small project as they are now. `found`: only these. */
export async function listDirect(
  access: RequesterAccess,
  client: ClientBase,
  { filter, size, found }: Wanted,
): Promise<ListedNumbers> {
  const { gold } = filter;
  const values = [access.projectId, statesOf(filter), gold === undefined ? null : gold === "yes", found];
  const { item, skipped } = startOf(filter);
  const { rows } = await client.query<{ no: number }>(numbersOf(filter, size), [
    ...values,
    skipped,
    ...(item === null ? [] : [item]),
  ]);
  const { rows: counts } = await client.query<{ total: number }>(
    `SELECT count(*)::int AS total ${ITEM} ${FILTERED}`,
    values,
  );
  return { ...sizedPage(filter, rows, size), total: counts[0]?.total ?? 0 };
}

/** The numbers of the page's items and of one more, from the end of the page where it is read backward. */
function numbersOf(filter: ItemFilter, size: number): string {
  const { keys, of, from = "" } = ORDERS[filter.sort];
  const { item, sign } = startOf(filter);
  const sorted = keys.map((key) => (isBackward(filter) ? `${key} DESC` : key)).join(", ");
  const position =
    item === null ? "" : `AND ${keys.length > 1 ? `(${keys.join(", ")})` : keys[0]} ${sign} ${of}`;
  return `SELECT i.no ${ITEM} ${from} ${FILTERED} ${position} ORDER BY ${sorted} LIMIT ${size + 1} OFFSET $5`;
}
