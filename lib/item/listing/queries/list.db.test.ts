import { beforeAll, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { refreshFigure } from "#lib/project/figures/mutations.ts";
import { LARGEST_DIRECT } from "#lib/project/figures/rules.ts";
import { replayJudgments } from "#prisma/demo/replay.ts";
import { costOf, statementsOf } from "#prisma/testing/cost.ts";
import { makeProject, PROJECT } from "#prisma/testing/queue-fixture.ts";
import { type ItemFilter, itemFilterSchema } from "../../schema.ts";
import { ITEMS_FIGURE } from "../mutations.ts";
import { type ItemsFound, neighborsOf } from "../rules.ts";
import { listItems } from "./list.ts";

const access = actForProject(PROJECT);
const ITEMS = 230;

// Every third item has a judgment or two, some have no query, some queries have one text, and some items are removed or gold.
beforeAll(async () => {
  await makeProject({ items: ITEMS, perQuery: 7, people: 3, judgmentsPerItem: 3, golds: 9 });
  const at = new Date("2026-11-20T10:00:00Z");
  const judgments = Array.from({ length: ITEMS }, (_, index) => index + 1)
    .filter((itemNo) => itemNo % 3 > 0)
    .flatMap((itemNo) =>
      Array.from({ length: itemNo % 3 }, (_, k) => ({
        ...{ itemNo, annotatorNo: 1 + k, level: 1 + ((itemNo * (k + 1)) % 5), at },
        ...{ unratable: null, comment: null, durationMs: 5000 },
      })),
    );
  await replayJudgments(access, judgments);
  await pool.query("UPDATE query SET text = 'q' || no % 9 WHERE project_id = $1", [PROJECT]);
  await pool.query("UPDATE item SET query_no = NULL WHERE project_id = $1 AND no % 11 = 0", [PROJECT]);
  await pool.query("SELECT move_items($1, '{5,50,150}', 'remove', NULL)", [PROJECT]);
});

async function find(filter: ItemFilter): Promise<ItemsFound> {
  const page = await listItems(access, filter);
  if (typeof page === "string") throw new Error(page);
  return page;
}

/** The items of all pages from this one on, one way. */
async function walk(
  start: Partial<ItemFilter>,
  filter: ItemFilter,
  way: "next" | "previous",
): Promise<number[][]> {
  const pages: number[][] = [];
  for (let change: Partial<ItemFilter> | null = start; change !== null; ) {
    const { search, state, gold, segment, sort } = filter;
    const asked: ItemFilter = { search, state, gold, segment, sort, page: 1, ...change };
    const page = await find(asked);
    pages.push(page.rows.map(({ no }) => no));
    change = neighborsOf(asked, page)[way];
  }
  return pages;
}

const ALL = { no: "i.no", query: "q.text NULLS LAST, i.no", judgments: "i.counted DESC, i.no" } as const;

async function inOrder(order: string, where = "i.state <> 'removed'"): Promise<number[]> {
  const { rows } = await pool.query<{ no: number }>(
    `SELECT i.no FROM item i LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE i.project_id = $1 AND ${where} ORDER BY ${order}`,
    [PROJECT],
  );
  return rows.map(({ no }) => no);
}

const SPREAD = `(SELECT coalesce(max(c.level) - min(c.level), -1) FROM current_judgment c
  WHERE c.project_id = i.project_id AND c.item_no = i.no AND c.counts) DESC, i.no`;

describe.each([...Object.entries(ALL), ["spread", SPREAD]])("by %s", (sort, order) => {
  const filter = itemFilterSchema.parse({ sort });

  test("the pages one after the other are every item once, in order, both ways", async () => {
    const all = await inOrder(order);
    expect(all).toHaveLength(ITEMS - 3);
    expect((await walk({}, filter, "next")).flat()).toEqual(all);
    const back = await walk({ last: "1" }, filter, "previous");
    expect(back.reverse().flat()).toEqual(all);
  });

  test("a page that begins at an item goes on as the list does", async () => {
    const all = await inOrder(order);
    const from = 120;
    expect((await walk({ at: all[from] as number }, filter, "next")).flat()).toEqual(all.slice(from));
  });

  test("a page found by an item is the page of that number", async () => {
    const [, second] = await walk({}, filter, "next");
    expect((await find({ ...filter, page: 2 })).rows.map(({ no }) => no)).toEqual(second);
  });
});

describe.each([
  ["judgments", ALL.judgments],
  ["spread", SPREAD],
])("in a large project by %s", (sort, order) => {
  test("the order is read from what is stored, and is the same", async () => {
    const filter = itemFilterSchema.parse({ sort });
    await pool.query("UPDATE project SET last_item_no = $2 WHERE id = $1", [PROJECT, LARGEST_DIRECT + 1]);
    await refreshFigure(access, ITEMS_FIGURE);
    const statements = await statementsOf(() => find(filter));
    expect(statements.some(({ text }) => text.includes("item_figure"))).toBe(true);
    const all = await inOrder(order);
    expect((await walk({}, filter, "next")).flat()).toEqual(all);
    expect((await walk({ last: "1" }, filter, "previous")).reverse().flat()).toEqual(all);
    expect((await walk({ at: all[99] as number }, filter, "next")).flat()).toEqual(all.slice(99));
    await pool.query("UPDATE project SET last_item_no = $2 WHERE id = $1", [PROJECT, ITEMS]);
  });
});

test("pages keep to the filter", async () => {
  const filter = itemFilterSchema.parse({ gold: "no", state: "open" });
  const all = await inOrder("i.no", "i.state = 'open' AND NOT i.is_gold");
  expect((await walk({}, filter, "next")).flat()).toEqual(all);
  const gold = await find(itemFilterSchema.parse({ gold: "yes" }));
  expect(gold).toMatchObject({ total: 9, hasMore: false });
});

test("a page begins at the next item where the item asked for is not there", async () => {
  expect((await find(itemFilterSchema.parse({ at: "50" }))).rows[0]?.no).toBe(51);
  const past = await find(itemFilterSchema.parse({ at: "999999" }));
  expect(past).toMatchObject({ isPastJump: true, total: ITEMS - 3 });
  expect(past.rows.at(-1)?.no).toBe(ITEMS);
});

test("a long title and a long query are cut in the list", async () => {
  const long = "x".repeat(60_000);
  await pool.query(`UPDATE item SET fields = jsonb_build_object('t', $1::text) WHERE no = 1`, [long]);
  await pool.query("UPDATE query SET text = $1 WHERE no = 1", [long]);
  await pool.query(`UPDATE project SET field_roles = '[{"name": "t", "role": "title"}]'`);
  const [row] = (await find(itemFilterSchema.parse({}))).rows;
  expect(row).toMatchObject({ no: 1, title: `${"x".repeat(199)}…`, query: `${"x".repeat(199)}…` });
  await pool.query("UPDATE project SET field_roles = '[]'");
});

// The same 50 items, with 10 or 3,000 in front of them.
test("what a page costs does not depend on where it lies, nor on how many items there are", async () => {
  const cost = async (filter: Record<string, string>) => {
    const statements = await statementsOf(() => find(itemFilterSchema.parse(filter)));
    const [page] = statements.filter(({ text }) => text.includes("LIMIT 51"));
    return (await costOf(pool, page as (typeof statements)[number])).rows;
  };
  await pool.query(
    `INSERT INTO item (project_id, no, key, fields, target, group_ord, ord)
     SELECT $1, n, 'more' || n, '{}', 3, n, n FROM generate_series(1000, 5999) n`,
    [PROJECT],
  );
  await pool.query("VACUUM ANALYZE item");
  expect(await cost({ after: "1010" })).toBeLessThan(120);
  expect(await cost({ after: "4000" })).toBeLessThan(120);
  expect(await cost({ before: "5990" })).toBeLessThan(120);
  expect(await cost({ last: "1" })).toBeLessThan(120);
});
