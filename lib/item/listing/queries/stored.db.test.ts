import { beforeAll, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { refreshFigure } from "#lib/project/figures/mutations.ts";
import { listDueFigures, readFiguresState } from "#lib/project/figures/queries.ts";
import { LARGEST_DIRECT } from "#lib/project/figures/rules.ts";
import { replayJudgments } from "#prisma/demo/replay.ts";
import { costOfAll, statementsOf } from "#prisma/testing/cost.ts";
import { makeProject, PROJECT } from "#prisma/testing/queue-fixture.ts";
import { readFieldRoles } from "../../queries.ts";
import { ITEM_STATES, type ItemFilter, itemFilterSchema } from "../../schema.ts";
import { WORDS_FIGURE } from "../../search/mutations.ts";
import { listSegments } from "../../search/queries.ts";
import { ITEMS_FIGURE } from "../mutations.ts";
import { type ItemsFound, neighborsOf } from "../rules.ts";
import { exportItems } from "./export.ts";
import { listItems } from "./list.ts";

const access = actForProject(PROJECT);
const ITEMS = 280;
const ROLES = [
  { name: "title", role: "title" },
  { name: "language", role: "segment" },
];

// A project of every state, with and without gold, queries and judgments, and titles in three scripts.
beforeAll(async () => {
  await makeProject({ items: ITEMS, perQuery: 7, people: 3, judgmentsPerItem: 3, golds: 31 });
  await pool.query("UPDATE query SET text = 'q' || no % 9 WHERE project_id = $1", [PROJECT]);
  await pool.query(
    `UPDATE item SET query_no = CASE WHEN no % 11 > 0 THEN query_no END, fields = jsonb_build_object('title',
       'thing ' || no || CASE no % 4 WHEN 0 THEN ' книги' WHEN 1 THEN ' 東京都の地図' WHEN 2 THEN ' Blue lamp Café Straße' ELSE ' blues' END,
       'language', CASE no % 4 WHEN 0 THEN 'ru' WHEN 1 THEN 'ja' WHEN 2 THEN 'en=us ' ELSE '' END)
     WHERE project_id = $1`,
    [PROJECT],
  );
  await pool.query("UPDATE project SET field_roles = $2 WHERE id = $1", [PROJECT, JSON.stringify(ROLES)]);
  const at = new Date("2026-11-20T10:00:00Z");
  const people = (itemNo: number) => Array.from({ length: itemNo % 4 }, (_, k) => k + 1);
  const judgments = Array.from({ length: ITEMS - 31 }, (_, index) => index + 1).flatMap((itemNo) =>
    people(itemNo).map((annotatorNo) => ({
      ...{ itemNo, annotatorNo, level: 1 + ((itemNo * annotatorNo) % 5), at },
      ...{ unratable: null, comment: null, durationMs: 5000 },
    })),
  );
  await replayJudgments(access, judgments);
  await pool.query("SELECT move_items($1, '{5,50,150,270}', 'remove', NULL)", [PROJECT]);
  await pool.query("SELECT move_items($1, '{4,8,12,100,204,275}', 'pause', NULL)", [PROJECT]);
  await pool.query("ANALYZE");
});

async function find(filter: ItemFilter): Promise<ItemsFound> {
  const page = await listItems(access, filter);
  if (typeof page === "string") throw new Error(page);
  return page;
}

/** Every page from the first one on, from the last one back, and from an item on. */
async function pagesOf(filter: ItemFilter): Promise<unknown> {
  const walk = async (start: Partial<ItemFilter>, way: "next" | "previous") => {
    const pages: number[][] = [];
    const { search, state, gold, segment, sort } = filter;
    for (let change: Partial<ItemFilter> | null = start; change !== null; ) {
      const asked: ItemFilter = { search, state, gold, segment, sort, page: 1, ...change };
      const page = await find(asked);
      pages.push(page.rows.map(({ no }) => no));
      change = neighborsOf(asked, page)[way];
    }
    return pages;
  };
  const { total } = await find(filter);
  const second = (await find({ ...filter, page: 2 })).rows.map(({ no }) => no);
  const forward = await walk({}, "next");
  return {
    total,
    second,
    forward,
    back: await walk({ last: "1" }, "previous"),
    at: await walk({ at: 123 }, "next"),
  };
}

async function becomeLarge(): Promise<void> {
  await pool.query("UPDATE project SET last_item_no = $2 WHERE id = $1", [PROJECT, LARGEST_DIRECT + 1]);
  await refreshFigure(access, ITEMS_FIGURE);
  await refreshFigure(access, WORDS_FIGURE);
}

async function becomeSmall(): Promise<void> {
  await pool.query("UPDATE project SET last_item_no = $2 WHERE id = $1", [PROJECT, ITEMS]);
  await pool.query("DELETE FROM project_figure WHERE project_id = $1", [PROJECT]);
}

const FILTERS = (["", ...ITEM_STATES] as const).flatMap((state) =>
  ["", "yes", "no"].map((gold) => ({ ...(state && { state }), ...(gold && { gold }) })),
);
const SEARCHES = [
  "thing",
  "blue",
  "blue*",
  "книги",
  "東京",
  "地",
  "thing 17",
  "nowhere",
  "q3",
  "%",
  "CAFE",
  "straße*",
];

describe.each(["no", "query", "judgments", "spread"])(
  "by %s, a large project shows what a small one does",
  (sort) => {
    test("under each filter, on every page, in both directions and from an item on", async () => {
      const filters = FILTERS.map((filter) => itemFilterSchema.parse({ ...filter, sort }));
      const direct = await Promise.all(filters.map(pagesOf));
      await becomeLarge();
      expect(await Promise.all(filters.map(pagesOf))).toEqual(direct);
      await becomeSmall();
    });

    test("under each search, alone and with a filter", async () => {
      const filters = SEARCHES.flatMap((search) =>
        [{}, { state: "open" }, { gold: "yes" }].map((rest) =>
          itemFilterSchema.parse({ search, sort, ...rest }),
        ),
      );
      const direct = await Promise.all(filters.map(pagesOf));
      await becomeLarge();
      expect(await Promise.all(filters.map(pagesOf))).toEqual(direct);
      await becomeSmall();
    });
  },
);

test("a search finds words of every script and counts them", async () => {
  const totalOf = async (search: string) => (await find(itemFilterSchema.parse({ search }))).total;
  await becomeLarge();
  const totals = await Promise.all(
    ["КНИГИ", "книг", "книг*", "京都", "東都", "lamp", "cafe", "CAFÉ", "strasse", "straße"].map(totalOf),
  );
  const [books, maps, lamps] = [0, 1, 2].map((rest) => numbersOf((no) => no % 4 === rest).length);
  expect(totals).toEqual([books, 0, books, maps, 0, ...Array(5).fill(lamps)]);
  await becomeSmall();
});

test("a segment is filtered by its exact value, and its values can be chosen from", async () => {
  const filters = [
    { segment: "language=ru" },
    { segment: "language=en=us" },
    { segment: "language=ja", search: "京都", sort: "spread" },
    { segment: "language=ru", state: "open", sort: "query" },
    { segment: "language=r" },
    { segment: "title=thing 8 книги" },
    { segment: "language=ru", search: "%" },
  ].map((filter) => itemFilterSchema.parse(filter));
  const roles = await readFieldRoles(access);
  const look = async () => ({
    pages: await Promise.all(filters.map(pagesOf)),
    segments: await listSegments(access, roles),
  });
  const direct = await look();
  expect(direct.segments).toEqual([{ column: "language", values: ["en=us", "ja", "ru"] }]);
  const totals = await Promise.all(filters.map(async (filter) => (await find(filter)).total));
  const of = (rest: number) => numbersOf((no) => no % 4 === rest).length;
  expect(totals).toEqual([of(0), of(2), of(1), expect.any(Number), 0, 0, 0]);
  await becomeLarge();
  expect(await look()).toEqual(direct);
  await becomeSmall();
});

test("words are stored anew when other columns are searched, and stay when they are the same", async () => {
  await becomeLarge();
  const stored = async () =>
    (await pool.query("SELECT word, stretch, xmin::text FROM item_word ORDER BY 1, 2")).rows;
  const before = await stored();
  await refreshFigure(access, WORDS_FIGURE);
  expect(await stored()).toEqual(before);
  await pool.query(`UPDATE project SET field_roles = '[{"name": "language", "role": "title"}]'`);
  await refreshFigure(access, WORDS_FIGURE);
  const words = (await stored()).map(({ word }) => word);
  expect(words).toContain("ru");
  expect(words).not.toContain("thing");
  await pool.query("UPDATE project SET field_roles = $1", [JSON.stringify(ROLES)]);
  await becomeSmall();
});

test("words made by another rule are not searched, and are made anew though nothing came", async () => {
  await becomeLarge();
  const cafe = itemFilterSchema.parse({ search: "cafe" });
  const { total } = await find(cafe);
  await pool.query("UPDATE project_figure SET figure = figure - 'rule' WHERE name = 'words'");
  await pool.query("UPDATE item_word SET word = 'café' WHERE word = 'cafe'");
  expect(await listItems(access, cafe)).toBe("preparing");
  expect([...(await listDueFigures(access))]).toContain("words");
  await refreshFigure(access, WORDS_FIGURE);
  expect((await find(cafe)).total).toBe(total);
  expect(total).toBeGreaterThan(60);
  expect([...(await listDueFigures(access))]).not.toContain("words");
  await becomeSmall();
});

test("a value is offered and filtered by whole, or not at all where it is too long", async () => {
  const [whole, other, tooLong] = [`${"a".repeat(380)}1`, `${"a".repeat(380)}2`, "b".repeat(401)];
  for (const [no, value] of [
    [10, whole],
    [14, other],
    [18, tooLong],
  ])
    await pool.query(
      "UPDATE item SET fields = fields || jsonb_build_object('language', $1::text) WHERE no = $2",
      [value, no],
    );
  const look = async () => ({
    segments: await listSegments(access, await readFieldRoles(access)),
    nos: (await find(itemFilterSchema.parse({ segment: `language=${whole}` }))).rows.map(({ no }) => no),
  });
  const direct = await look();
  expect(direct).toEqual({
    segments: [{ column: "language", values: [whole, other, "en=us", "ja", "ru"] }],
    nos: [10],
  });
  await becomeLarge();
  expect(await look()).toEqual(direct);
  await pool.query(`UPDATE item SET fields = fields || '{"language": "en=us "}' WHERE no IN (10, 14, 18)`);
  await becomeSmall();
});

test("a search without a letter or a digit says so, and finds nothing", async () => {
  const look = () =>
    Promise.all(["%", "❤️", "nowhere"].map((search) => find(itemFilterSchema.parse({ search }))));
  const direct = await look();
  expect(direct.map(({ total, isWordless }) => [total, isWordless])).toEqual([
    [0, true],
    [0, true],
    [0, undefined],
  ]);
  await becomeLarge();
  expect(await look()).toEqual(direct);
  await becomeSmall();
});

test.each(["no", "query", "judgments", "spread"])(
  "by %s, a jump behind the end shows the last page",
  async (sort) => {
    const look = async () => {
      const page = await find(itemFilterSchema.parse({ sort, gold: "no", at: "99999999999999" }));
      const last = await find(itemFilterSchema.parse({ sort, gold: "no", last: "1" }));
      expect(page).toEqual({ ...last, isPastJump: true });
      expect(page.rows).toHaveLength(50);
    };
    await look();
    await becomeLarge();
    await look();
    await becomeSmall();
  },
);

const REMOVED = [5, 50, 150, 270];
function numbersOf(isIn: (no: number) => boolean): number[] {
  return Array.from({ length: ITEMS }, (_, index) => index + 1).filter(
    (no) => isIn(no) && !REMOVED.includes(no),
  );
}

test("until the worker has made its tables, a large project says that it is not ready", async () => {
  await pool.query("UPDATE project SET last_item_no = $2 WHERE id = $1", [PROJECT, LARGEST_DIRECT + 1]);
  expect(await listItems(access, itemFilterSchema.parse({}))).toBe("preparing");
  await refreshFigure(access, ITEMS_FIGURE);
  expect((await find(itemFilterSchema.parse({}))).total).toBe(ITEMS - REMOVED.length);
  expect(await listItems(access, itemFilterSchema.parse({ search: "blue" }))).toBe("preparing");
  await becomeSmall();
});

test("a change without a judgment is seen at the next round, and hidden until then where it no longer matches", async () => {
  await becomeLarge();
  const paused = itemFilterSchema.parse({ state: "paused" });
  const rows = async (filter: ItemFilter) => (await find(filter)).rows.map(({ no }) => no);
  const before = await rows(paused);
  await rested();
  expect([...(await listDueFigures(access))]).not.toContain("items");
  await pool.query("SELECT move_items($1, '{8}', 'resume', NULL)", [PROJECT]);
  await pool.query("SELECT move_items($1, '{9}', 'pause', NULL)", [PROJECT]);
  expect(await rows(paused)).toEqual(before.filter((no) => no !== 8));
  expect([...(await listDueFigures(access))]).toContain("items");
  expect((await readFiguresState(access, ["items"])).asOf).toEqual(expect.any(Date));
  await refreshFigure(access, ITEMS_FIGURE);
  expect((await readFiguresState(access, ["items"])).asOf).toBeNull();
  expect(await rows(paused)).toEqual([4, 9, ...before.filter((no) => no > 9)]);
  expect((await pool.query("SELECT FROM item_change")).rowCount).toBe(0);
  await pool.query("SELECT move_items($1, '{8}', 'pause', NULL)", [PROJECT]);
  await pool.query("SELECT move_items($1, '{9}', 'resume', NULL)", [PROJECT]);
  await becomeSmall();
});

const rested = () => pool.query("UPDATE project_figure SET computed_at = computed_at - interval '1 hour'");

test("new items are found by what they say at once, and listed after the next round", async () => {
  await becomeLarge();
  await pool.query(
    `INSERT INTO item (project_id, no, key, fields, target, group_ord, ord)
     VALUES ($1, 4000, 'late', '{"title": "a late arrival"}', 3, 1, 1)`,
    [PROJECT],
  );
  const late = itemFilterSchema.parse({ search: "arrival" });
  await rested();
  expect([...(await listDueFigures(access))]).toEqual(expect.arrayContaining(["items", "words"]));
  expect((await readFiguresState(access, ["items"])).asOf).toEqual(expect.any(Date));
  await refreshFigure(access, ITEMS_FIGURE);
  expect((await find(late)).rows.map(({ no }) => no)).toEqual([4000]);
  await refreshFigure(access, WORDS_FIGURE);
  expect((await find(late)).rows.map(({ no }) => no)).toEqual([4000]);
  await pool.query("DELETE FROM item_figure WHERE item_no = 4000");
  await pool.query("DELETE FROM item WHERE no = 4000");
  await becomeSmall();
});

test("an exported view is every item of it in its order, with the columns of the source", async () => {
  const filter = itemFilterSchema.parse({ sort: "spread", gold: "no", search: "blue*" });
  const read = async () => {
    const items: number[] = [];
    for await (const piece of exportItems(access, filter)) {
      if (typeof piece === "string") throw new Error(piece);
      expect(piece.every(({ fields }) => String(fields.title).includes("thing"))).toBe(true);
      items.push(...piece.map(({ no }) => no));
    }
    return items;
  };
  const direct = await read();
  expect(direct.length).toBeGreaterThan(70);
  await becomeLarge();
  expect(await read()).toEqual(direct);
  await becomeSmall();
});

// The same pages with 280 items and with 20,400.
test("no page reads a project from one end to the other, and what it reads does not grow with the project", async () => {
  await pool.query(
    `INSERT INTO item (project_id, no, key, fields, target, group_ord, ord, state)
     SELECT $1, n, 'more' || n, '{"title": "thing more"}', 3, n, n, CASE WHEN n % 2 = 0 THEN 'done' ELSE 'open' END
     FROM generate_series(10001, 30000) n`,
    [PROJECT],
  );
  await pool.query("UPDATE project SET last_item_no = 30000 WHERE id = $1", [PROJECT]);
  await refreshFigure(access, ITEMS_FIGURE);
  await refreshFigure(access, WORDS_FIGURE);
  await pool.query("VACUUM (ANALYZE) item, item_figure, item_word, judgment, assignment");
  const faults: unknown[] = [];
  for (const sort of ["no", "query", "judgments", "spread"]) {
    for (const filter of FILTERS) {
      for (const where of [{}, { last: "1" }, { at: "15000" }, { after: "29000" }, { before: "200" }]) {
        const asked = itemFilterSchema.parse({ ...filter, sort, ...where });
        const statements = await statementsOf(() => find(asked));
        const counts = /count\(\*\)/;
        const pages = await costOfAll(
          pool,
          statements.filter(({ text }) => !counts.test(text)),
        );
        const totals = await costOfAll(pool, statements);
        const scans = totals.wholeScans.filter((table) => !["project", "project_figure"].includes(table));
        // Six ranges of 51 rows, the 50 items of the page with their queries, judgments and assignments.
        if (pages.rows > 1200 || totals.rows > 12_500 || scans.length > 0) {
          faults.push({ sort, ...filter, ...where, pages: pages.rows, totals: totals.rows, scans });
        }
      }
    }
  }
  expect(faults).toEqual([]);
});
