import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { inReading } from "#lib/database/reading.ts";
import { hasFigure } from "#lib/project/figures/queries.ts";
import { readFieldRoles } from "../queries.ts";
import { fieldOf, ITEMS_PER_PAGE, type ItemRow } from "../rules.ts";
import type { FieldRoles, ItemFilter } from "../schema.ts";
import { type ItemsFound, LARGEST_EXACT } from "./rules.ts";

/** No page searches longer than this. What would is said to take too long. */
const PATIENCE = "10s";
const QUERY_CANCELED = "57014";

type Order = {
  /** What is sorted by, upwards; the last one is different for every item */
  keys: readonly string[];
  /** The same of the item $7 alone */
  of: string;
  /** What the keys need beside the item and its query */
  from?: string;
};

const ITEM_7 =
  "FROM item i LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no WHERE i.project_id = $1 AND i.no = $7";

const orderBy = (keys: readonly string[]): Order => ({ keys, of: `(SELECT ${keys.join(", ")} ${ITEM_7})` });

// Sorting by spread puts the items first on which people disagree most.
const ORDERS: Record<ItemFilter["sort"], Order> = {
  no: { keys: ["i.no"], of: "$7::int" },
  query: orderBy(["(q.no IS NULL)", "coalesce(q.text, '')", "i.no"]),
  judgments: orderBy(["-i.counted", "i.no"]),
  spread: {
    keys: ["-coalesce(s.spread, -1)", "i.no"],
    of: `(SELECT -coalesce(max(c.level) - min(c.level), -1), $7::int FROM current_judgment c
          WHERE c.project_id = $1 AND c.item_no = $7 AND c.counts)`,
    from: `LEFT JOIN (
      SELECT c.item_no, max(c.level) - min(c.level) AS spread FROM current_judgment c
      WHERE c.project_id = $1 AND c.counts GROUP BY c.item_no) AS s ON s.item_no = i.no`,
  },
};

// Of a large project these are stored and have an index.
const STORED: Partial<Record<ItemFilter["sort"], Order>> = {
  judgments: storedOrder("(-f.counted)"),
  spread: storedOrder("(-f.spread)"),
};

function storedOrder(key: string): Order {
  return {
    keys: [key, "f.item_no"],
    of: `(SELECT ${key}, f.item_no FROM item_figure f WHERE f.project_id = $1 AND f.item_no = $7)`,
    from: "JOIN item_figure f ON f.project_id = $1 AND f.item_no = i.no",
  };
}

// Parameters of the page and of its total.
const FILTERED = `WHERE i.project_id = $1 AND i.state = ANY ($2) AND ($3::boolean IS NULL OR i.is_gold = $3)
  AND ($4 = '' OR i.key ILIKE $4 OR q.text ILIKE $4 OR i.fields ->> $5 ILIKE $4)`;
const ITEM = "FROM item i LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no";

/**
 * One page of the project's items; items still being imported are not there yet. A page that is found by an item costs the
 * same wherever it lies.
 */
export async function listItems(
  access: RequesterAccess,
  filter: ItemFilter,
): Promise<ItemsFound | "too-long"> {
  const roles = await readFieldRoles(access);
  const title = roles.find(({ role }) => role === "title")?.name ?? "";
  const values = [access.projectId, ...filterValues(filter), title];
  const order = await orderOf(access, filter);
  try {
    // One connection: what takes too long is canceled by the server.
    return await inReading(async (client) => {
      await client.query(`SET LOCAL statement_timeout = '${PATIENCE}'`);
      const { nos, hasMore } = await findNumbers(client, filter, order, values);
      const { rows } = await client.query<FoundRow>(ROWS, [access.projectId, nos]);
      return {
        rows: rows.map((row) => toItemRow(row, roles)),
        hasMore,
        ...(await countFound(client, values)),
      };
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === QUERY_CANCELED) return "too-long";
    throw error;
  }
}

type FoundRow = Omit<ItemRow, "title"> & { fields: Record<string, unknown> };

function toItemRow({ fields, ...row }: FoundRow, roles: FieldRoles): ItemRow {
  return { ...row, title: fieldOf(fields, roles, "title") || row.externalId };
}

async function orderOf(access: RequesterAccess, { sort }: ItemFilter): Promise<Order> {
  const stored = STORED[sort];
  return stored && (await hasFigure(access, "items")) ? stored : ORDERS[sort];
}

async function findNumbers(client: Client, filter: ItemFilter, order: Order, values: readonly unknown[]) {
  const { rows } = await client.query<{ nos: number[] }>(numbersOf(filter, order), [
    ...values,
    ...positionValues(filter),
  ]);
  const found = rows[0]?.nos ?? [];
  const nos = found.slice(0, ITEMS_PER_PAGE);
  if (positionOf(filter).isBackward) nos.reverse();
  return { nos, hasMore: found.length > ITEMS_PER_PAGE };
}

type Client = Parameters<Parameters<typeof inReading>[0]>[0];

const ROWS = `
  SELECT i.no, i.key AS "externalId", q.text AS query, i.fields, i.state, i.counted, i.target, i.is_gold AS "isGold",
         coalesce(q.state = 'paused', false) AS "isQueryPaused",
         (SELECT coalesce(array_agg(c.level::int ORDER BY c.seq), '{}') FROM current_judgment c
          WHERE c.project_id = $1 AND c.item_no = i.no AND c.counts) AS votes
  FROM unnest($2::int[]) WITH ORDINALITY AS shown (no, position)
  JOIN item i ON i.project_id = $1 AND i.no = shown.no
  LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no
  ORDER BY shown.position`;

function filterValues({ state, gold, search }: ItemFilter): unknown[] {
  return [
    state ? [state] : ["open", "done", "paused"],
    gold === undefined ? null : gold === "yes",
    search === "" ? "" : `%${search.replace(/[\\%_]/g, "\\$&")}%`,
  ];
}

/** From where on, and in which direction, a page is read. */
function positionOf({ after, before, at, last }: ItemFilter) {
  const item = after ?? before ?? at ?? null;
  const sign = after !== undefined ? ">" : before !== undefined ? "<" : ">=";
  return { item, sign, isBackward: item === null ? last !== undefined : sign === "<" };
}

function positionValues(filter: ItemFilter): unknown[] {
  const { item } = positionOf(filter);
  const skipped = item === null && filter.last === undefined ? (filter.page - 1) * ITEMS_PER_PAGE : 0;
  return item === null ? [skipped] : [skipped, item];
}

/** The numbers of the page's items and of one more, from the end of the page where it is read backward. */
function numbersOf(filter: ItemFilter, { keys, of, from = "" }: Order): string {
  const { item, sign, isBackward } = positionOf(filter);
  const sorted = keys.map((key) => (isBackward ? `${key} DESC` : key)).join(", ");
  const position =
    item === null ? "" : `AND ${keys.length > 1 ? `(${keys.join(", ")})` : keys[0]} ${sign} ${of}`;
  return `SELECT ARRAY(SELECT i.no ${ITEM} ${from} ${FILTERED} ${position}
          ORDER BY ${sorted} LIMIT ${ITEMS_PER_PAGE + 1} OFFSET $6) AS nos`;
}

/** Exact up to a limit, and what the planner expects beyond it: counting a million takes longer than reading a page. */
async function countFound(client: Client, values: unknown[]): Promise<{ total: number; isEstimated?: true }> {
  const { rows } = await client.query<{ found: number }>(
    `SELECT count(*)::int AS found FROM (SELECT 1 ${ITEM} ${FILTERED} LIMIT ${LARGEST_EXACT + 1}) AS few`,
    values,
  );
  const found = rows[0]?.found ?? 0;
  if (found <= LARGEST_EXACT) return { total: found };
  const plan = await client.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    `EXPLAIN (FORMAT JSON) SELECT 1 ${ITEM} ${FILTERED}`,
    values,
  );
  const expected = plan.rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
  return { total: Math.max(found, expected), isEstimated: true };
}
