import "server-only";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import type { ItemFilter } from "../../schema.ts";
import { type FoundItems, numbersOfFound } from "../../search/queries.ts";
import { isBackward, LARGEST_EXACT, type ListedNumbers, sizedPage, startOf, statesOf } from "../rules.ts";

// What is sorted by, upwards; the last one is different for every item. Each has an index behind gold and state.
const KEYS: Record<ItemFilter["sort"], readonly string[]> = {
  no: ["f.item_no"],
  query: ["f.lacks_query", "f.query_start", "f.item_no"],
  judgments: ["f.less_counted", "f.item_no"],
  spread: ["f.less_spread", "f.item_no"],
};

// Whatever the planner expects: an index is read from where the page begins, and an item is looked up by its number.
const BY_INDEX = `SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
  set_config('enable_mergejoin', 'off', true), set_config('enable_bitmapscan', 'off', true)`;

type Asked = {
  client: ClientBase;
  filter: ItemFilter;
  size: number;
  /** What a search found; null without one */
  found: FoundItems | null;
};

/** Items of a large project, by the tables that the worker keeps. Not there: the item that the page is found by. */
export async function listStored(access: RequesterAccess, asked: Asked): Promise<ListedNumbers> {
  const { client, found } = asked;
  await client.query(BY_INDEX);
  const position = await readPosition(access, asked);
  if (position === "not-there") return { nos: [], hasMore: false, total: await countAll(access, asked) };
  if (found !== null && found.count <= LARGEST_EXACT)
    return listFew(access, asked, position, numbersOfFound(found));
  const page = await walk(access, asked, position);
  if (found === null) return { ...page, ...(await countFiltered(access, asked)) };
  return { ...page, ...(await expectFound(access, asked, found, page)) };
}

type Position = readonly unknown[] | null;

/** What the item is sorted by that the page is found by. */
async function readPosition(
  access: RequesterAccess,
  { client, filter }: Asked,
): Promise<Position | "not-there"> {
  const { item } = startOf(filter);
  if (item === null || filter.sort === "no") return item === null ? null : [item];
  const { rows } = await client.query<unknown[]>({
    text: `SELECT ${KEYS[filter.sort].join(", ")} FROM item_figure f WHERE f.project_id = $1 AND f.item_no = $2`,
    values: [access.projectId, item],
    rowMode: "array",
  });
  return rows[0] ?? "not-there";
}

/** One range of an index for each pair of gold and state, and the first of all of them. */
async function walk(access: RequesterAccess, { client, filter, size, found }: Asked, position: Position) {
  const keys = KEYS[filter.sort];
  const { sign, skipped } = startOf(filter);
  const values: unknown[] = [access.projectId];
  const value = (of: unknown) => `$${values.push(of)}`;
  const beyond = position && `AND (${keys.join(", ")}) ${sign} (${position.map(value).join(", ")})`;
  // An item that came since the set was made is where the set has its last number, which is never in.
  const within =
    found &&
    `AND get_bit(${value(Buffer.from(found.bits))}::bytea, least(f.item_no, ${found.lastNo + 1})) = 1`;
  const order = (of: readonly string[]) =>
    of.map((key) => `${key}${isBackward(filter) ? " DESC" : ""}`).join();
  const ranges = golds(filter).flatMap((gold) =>
    statesOf(filter).map(
      (state) => `(SELECT ${keys.map((key, at) => `${key} AS k${at}`).join(", ")} FROM item_figure f
        WHERE f.project_id = $1 AND f.is_gold = ${gold} AND f.state = ${value(state)} ${beyond ?? ""} ${within ?? ""}
        ORDER BY ${order(keys)} LIMIT ${size + 1 + skipped})`,
    ),
  );
  const { rows } = await client.query<{ no: number }>(
    `SELECT k${keys.length - 1} AS no FROM (${ranges.join(" UNION ALL ")}) AS f
     ORDER BY ${order(keys.map((_, at) => `k${at}`))} LIMIT ${size + 1} OFFSET ${skipped}`,
    values,
  );
  return sizedPage(filter, rows, size);
}

/**
 * Few items are all sorted, which gives their total and every page. Of many the order is walked until a page is full. They are
 * looked up before they are filtered: by an index of the filter each would be looked for in every pair of gold and state.
 */
async function listFew(
  access: RequesterAccess,
  { client, filter, size }: Asked,
  position: Position,
  nos: readonly number[],
): Promise<ListedNumbers> {
  const keys = KEYS[filter.sort].join(", ");
  const { item, sign, skipped } = startOf(filter);
  const among = position && `(${keys}) ${sign} (${position.map((_, at) => `$${at + 5}`).join(", ")})`;
  const { rows } = await client.query<{ no: number; isBeyond: boolean }>(
    `WITH f AS MATERIALIZED (
       SELECT own.* FROM unnest($2::int[]) AS found (no)
       JOIN item_figure own ON own.project_id = $1 AND own.item_no = found.no)
     SELECT f.item_no AS no, ${among ?? "true"} AS "isBeyond" FROM f
     WHERE f.state = ANY ($3) AND f.is_gold = ANY ($4) ORDER BY ${keys}`,
    [access.projectId, nos, statesOf(filter), golds(filter), ...(position ?? [])],
  );
  const beyond = item === null ? rows.slice(skipped) : rows.filter(({ isBeyond }) => isBeyond);
  if (isBackward(filter)) beyond.reverse();
  return { ...sizedPage(filter, beyond.slice(0, size + 1), size), total: rows.length };
}

/** Without a search: exact up to a limit, and what the planner expects beyond it. */
async function countFiltered(
  access: RequesterAccess,
  asked: Asked,
): Promise<Pick<ListedNumbers, "total" | "isEstimated">> {
  const total = await countAll(access, asked);
  if (total <= LARGEST_EXACT) return { total };
  return { total: Math.max(total, await expectFiltered(access, asked)), isEstimated: true };
}

const MATCHING =
  "SELECT 1 FROM item_figure f WHERE f.project_id = $1 AND f.state = ANY ($2) AND f.is_gold = ANY ($3)";

async function countAll(access: RequesterAccess, { client, filter }: Asked): Promise<number> {
  const { rows } = await client.query<{ found: number }>(
    `SELECT count(*)::int AS found FROM (${MATCHING} LIMIT ${LARGEST_EXACT + 1}) AS few`,
    [access.projectId, statesOf(filter), golds(filter)],
  );
  return rows[0]?.found ?? 0;
}

async function expectFiltered(access: RequesterAccess, { client, filter }: Asked): Promise<number> {
  const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    `EXPLAIN (FORMAT JSON) ${MATCHING}`,
    [access.projectId, statesOf(filter), golds(filter)],
  );
  return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}

/** Of many items that a search found: as many as it found where all are shown, else the same share of them as of all items. */
async function expectFound(
  access: RequesterAccess,
  asked: Asked,
  found: FoundItems,
  { nos, hasMore }: Pick<ListedNumbers, "nos" | "hasMore">,
): Promise<Pick<ListedNumbers, "total" | "isEstimated">> {
  const { item, skipped } = startOf(asked.filter);
  const isWhole = item === null && skipped === 0 && !hasMore;
  if (isWhole) return { total: nos.length };
  const share = Math.min(1, (await expectFiltered(access, asked)) / Math.max(1, found.lastNo));
  return { total: Math.max(nos.length, Math.round(found.count * share)), isEstimated: true };
}

function golds({ gold }: ItemFilter): boolean[] {
  return gold === undefined ? [false, true] : [gold === "yes"];
}
