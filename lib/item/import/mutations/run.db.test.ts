import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { previewImport, readImport } from "#lib/item/import/queries.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import {
  access,
  countItems,
  holdBack,
  makeEmptyProject,
  ROLES,
  rejectsOf,
  take,
  untilHeldBack,
  upload,
} from "#prisma/testing/import-fixture.ts";
import { runImport } from "./run.ts";
import { abandonImport, decideImport, discardImport } from "./start.ts";

beforeEach(makeEmptyProject);

describe("the Chorus file", () => {
  const roles: FieldRoles = [
    { name: "query", role: "query" },
    { name: "docid", role: "id" },
    { name: "name", role: "title" },
    { name: "description", role: "text" },
    ...["agent_1_rating", "agent_2_rating", "agent_3_rating", "final_rating"].map((name) => ({
      name,
      role: "hidden" as const,
    })),
  ];

  test("arrives whole: 3,188 rows, each with its line and every column", async () => {
    const file = await readFile("prisma/demo/chorus.csv");
    expect(await take(file, "all-or-nothing", roles)).toMatchObject({
      state: "done",
      rowsRead: 3188,
      rowsAccepted: 3188,
      rowsRejected: 0,
      bytesRead: file.length,
    });
    expect(await countItems()).toEqual({ items: 3188, queries: 135, last: 3188 });
    const { rows } = await pool.query(
      `SELECT i.import_line AS line, q.text AS query, i.key, i.fields ->> 'final_rating' AS rating, i.target, i.state
       FROM item i JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no WHERE i.no IN (1, 3188) ORDER BY i.no`,
    );
    // The header is line 1; the last of the file's 3,189 lines is the last item.
    expect(rows).toEqual([
      { line: 2, query: "bluetooth speaker", key: "1993197", rating: "3", target: 3, state: "open" },
      expect.objectContaining({ line: 3189 }),
    ]);
  });

  test("is refused row by row as duplicates when it comes again", async () => {
    const file = await readFile("prisma/demo/chorus.csv");
    await take(file, "all-or-nothing", roles);
    expect(await take(file, "good-rows", roles)).toMatchObject({
      state: "done",
      rowsRead: 3188,
      rowsAccepted: 0,
      rowsRejected: 3188,
    });
    expect(await countItems()).toMatchObject({ items: 3188, last: 3188 });
    expect((await rejectsOf(2))[0]).toBe("2 duplicate-id  project 1993197");
  });

  test("gives its queries and items positions on the ring that fit 62 bits", async () => {
    await take(await readFile("prisma/demo/chorus.csv"), "all-or-nothing", roles);
    const { rows } = await pool.query(
      `SELECT count(DISTINCT group_ord)::int AS groups, count(DISTINCT ord)::int AS positions,
              min(ord) >= 0 AND max(ord) < 2::numeric ^ 62 AND min(group_ord) >= 0 AS fit FROM item`,
    );
    expect(rows).toEqual([{ groups: 135, positions: 3188, fit: true }]);
  });
});

// 100 rows; of every five two are broken, in the eight ways in turn, and the line of each is known.
function brokenFile(): { file: Buffer; reasons: string[] } {
  const parts: Buffer[] = [Buffer.from("query,id,name\n")];
  const reasons: string[] = [];
  const broken: [string, (n: number) => Buffer][] = [
    ["nothing-to-show  ", (n) => Buffer.from(`lamp,${n}\n`)],
    ["wrong-column-count  4/3", (n) => Buffer.from(`lamp,${n},a,b\n`)],
    ["invalid-utf8 name ", (n) => Buffer.from(`lamp,${n},caf\xe9\n`, "latin1")],
    ["nul-character name ", (n) => Buffer.from(`lamp,${n},a\0b\n`)],
    ["cell-too-long name ", (n) => Buffer.from(`lamp,${n},${"x".repeat(2_000_000)}\n`)],
    ["missing-value id id", () => Buffer.from("lamp,,no id\n")],
    ["stray-quote name ", (n) => Buffer.from(`lamp,${n},"a" b\n`)],
    ["duplicate-id  2 0", () => Buffer.from("lamp,0,again\n")],
  ];
  for (let n = 0; n < 100; n++) {
    const kind = n % 5 === 1 || n % 5 === 3 ? broken[((n - 1) >> 1) % broken.length] : undefined;
    parts.push(kind ? kind[1](n) : Buffer.from(`lamp,${n},Lamp ${n}\n`));
    if (kind) reasons.push(`${n + 2} ${kind[0]}`);
  }
  return { file: Buffer.concat(parts), reasons };
}

describe("a file of 100 rows of which 40 are broken", () => {
  test("gives its 60 good rows, and tells line, column and reason of the 40", async () => {
    const { file, reasons } = brokenFile();
    expect(reasons).toHaveLength(40);
    expect(await take(file, "good-rows", ROLES, { encoding: "utf-8" })).toMatchObject({
      state: "done",
      rowsRead: 100,
      rowsAccepted: 60,
      rowsRejected: 40,
    });
    expect(await countItems()).toEqual({ items: 60, queries: 1, last: 60 });
    expect(await rejectsOf(1)).toEqual(reasons);
  });

  test("gives nothing when all or nothing was asked for, and may then be started again", async () => {
    const { file, reasons } = brokenFile();
    expect(await take(file, "all-or-nothing", ROLES, { encoding: "utf-8" })).toMatchObject({
      state: "refused",
      rowsRead: 100,
      rowsRejected: 40,
    });
    expect(await countItems()).toEqual({ items: 0, queries: 0, last: 0 });
    expect(await rejectsOf(1)).toEqual(reasons);
    await decideImport(access, 1, { fieldRoles: ROLES, policy: "good-rows" });
    await runImport(access, 1);
    expect(await countItems()).toMatchObject({ items: 60, last: 60 });
    expect(await rejectsOf(1)).toEqual(reasons);
  });
});

describe("a run that is cut off", () => {
  const WHOLE = { items: 9000, queries: 51, last: 9000 };
  const rows = Array.from({ length: 9000 }, (_, n) => `${n === 5000 ? "held" : `q${n % 50}`},${n},Item ${n}`);
  const file = ["query,id,name", ...rows].join("\n");

  async function cutOff(importNo: number) {
    const held = await holdBack("query", "held");
    const cut = new AbortController();
    const run = runImport(access, importNo, { signal: cut.signal });
    await untilHeldBack(run);
    const view = await readImport(access, importNo);
    cut.abort();
    await Promise.all([expect(run).rejects.toThrow("abort"), held.giveBack()]);
    expect(view?.rowsRead).toBeGreaterThan(0);
  }

  test("leaves no item, and the next run brings each once", async () => {
    const importNo = await upload(file);
    await decideImport(access, importNo, { fieldRoles: ROLES, policy: "all-or-nothing" });
    await cutOff(importNo);
    expect(await countItems()).toMatchObject({ items: 0, last: 0 });
    await runImport(access, importNo);
    expect(await countItems()).toEqual(WHOLE);
    expect(await readImport(access, importNo)).toMatchObject({ state: "done", rowsRead: 9000 });
  });

  test("while its items are added leaves none of them either", async () => {
    const importNo = await upload(file);
    await decideImport(access, importNo, { fieldRoles: ROLES, policy: "all-or-nothing" });
    const held = await holdBack("item", 4500);
    const cut = new AbortController();
    const run = runImport(access, importNo, { signal: cut.signal, itemsAtOnce: 1000 });
    await untilHeldBack(run);
    const view = await readImport(access, importNo);
    cut.abort();
    await Promise.all([expect(run).rejects.toThrow("abort"), held.giveBack()]);
    expect(view).toMatchObject({ state: "running", rowsRead: 9000, bytesRead: file.length });
    expect(await countItems()).toMatchObject({ items: 0, last: 0 });
    await runImport(access, importNo, { itemsAtOnce: 1000 });
    expect(await countItems()).toEqual(WHOLE);
  });

  test("does not keep the next import from starting clean", async () => {
    const importNo = await upload(file);
    await decideImport(access, importNo, { fieldRoles: ROLES, policy: "all-or-nothing" });
    await cutOff(importNo);
    await abandonImport(access, importNo, "unexpected");
    await take("query,id,name\nother,1,One\n", "all-or-nothing");
    expect(await countItems()).toEqual({ items: 1, queries: 1, last: 1 });
    expect(await readImport(access, importNo)).toMatchObject({ state: "failed", error: "unexpected" });
  });

  test("run twice at once brings each item once", async () => {
    const importNo = await upload(file);
    await decideImport(access, importNo, { fieldRoles: ROLES, policy: "all-or-nothing" });
    await Promise.all([runImport(access, importNo), runImport(access, importNo)]);
    expect(await countItems()).toEqual(WHOLE);
  });
});

describe("gold columns", () => {
  const roles: FieldRoles = [
    ...ROLES,
    { name: "gold", role: "gold-levels" },
    { name: "why", role: "gold-reason" },
  ];

  test("make golds with their acceptable levels and reasons, and reject cells that name no levels", async () => {
    const file = [
      "query,id,name,gold,why",
      "lamp,1,Lamp,4|5,An exact match",
      "lamp,2,Shade,,",
      "lamp,3,Bulb,2-3,",
      "lamp,4,Chair,6,Too high",
      "lamp,5,Table,good,No number",
      "lamp,6,Stool,1-5,Everything",
    ].join("\n");
    expect(await take(file, "good-rows", roles)).toMatchObject({ rowsAccepted: 3, rowsRejected: 3 });
    expect(await rejectsOf(1)).toEqual([
      "5 bad-gold-levels gold 6/5",
      "6 bad-gold-levels gold good/5",
      "7 gold-accepts-all gold 1-5",
    ]);
    const { rows } = await pool.query(
      "SELECT i.key, g.levels, g.reason, i.is_gold, i.target FROM current_gold g JOIN item i ON i.no = g.item_no ORDER BY 1",
    );
    // A gold may collect twice the judgments per item: 2 × 3.
    expect(rows).toEqual([
      { key: "1", levels: [4, 5], reason: "An exact match", is_gold: true, target: 6 },
      { key: "3", levels: [2, 3], reason: "", is_gold: true, target: 6 },
    ]);
  });
});

describe("rows within and across queries", () => {
  test("may repeat an id under another query, and must not change a query's text", async () => {
    const roles: FieldRoles = [{ name: "qid", role: "query-id" }, ...ROLES];
    const file = "qid,query,id,name\n1,lamp,a,A\n2,chair,a,A\n1,lamps,b,B\n";
    expect(await take(file, "good-rows", roles)).toMatchObject({ rowsAccepted: 2 });
    expect(await rejectsOf(1)).toEqual(["4 query-differs query lamp"]);
  });

  test("without an id column are told apart by what they say", async () => {
    const roles: FieldRoles = [{ name: "text", role: "text" }];
    expect(await take("text\nfirst\nsecond\nfirst\n", "good-rows", roles)).toMatchObject({
      rowsAccepted: 2,
      rowsRejected: 1,
    });
    const { rows } = await pool.query("SELECT query_no FROM item");
    expect(rows).toEqual([{ query_no: null }, { query_no: null }]);
  });

  test("join a paused query as paused items", async () => {
    await take("query,id,name\nlamp,1,One\n", "all-or-nothing");
    await pool.query("UPDATE query SET state = 'paused'");
    await take("query,id,name\nlamp,2,Two\n", "all-or-nothing");
    const { rows } = await pool.query("SELECT state FROM item ORDER BY no");
    expect(rows).toEqual([{ state: "open" }, { state: "paused" }]);
  });
});

describe("a file that cannot be read as a whole", () => {
  test.each([
    ["a spreadsheet", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), "Save it as CSV"],
    ["nothing at all", "", "is empty"],
    ["two columns of one name", "id,id\n1,2\n", "have the name"],
    ["one JSON array", '[{"a": 1}]', "one object per line"],
  ])("is refused at the upload: %s", async (_, content, message) => {
    await expect(upload(content)).rejects.toThrow(message);
    expect((await pool.query("SELECT 1 FROM import")).rows).toHaveLength(0);
  });

  test("fails with its reason when it is gone", async () => {
    const importNo = await upload("query,id,name\nlamp,1,One\n");
    await pool.query("UPDATE import SET sha256 = 'gone' WHERE no = $1", [importNo]);
    await decideImport(access, importNo, { fieldRoles: ROLES, policy: "good-rows" });
    await runImport(access, importNo);
    expect(await readImport(access, importNo)).toMatchObject({ state: "failed", error: "missing-file" });
  });

  test("is refused when fewer bytes came than were announced", async () => {
    await expect(upload("query,id,name\nlamp,1,One\n", 1000)).rejects.toThrow("was interrupted");
  });
});

test("JSON Lines arrive with their columns, whatever their order", async () => {
  const file =
    '{"id":"1","query":"lamp","name":"A","n":1.50}\n{"name":"B","query":"lamp","id":"2"}\n{"id":}\n';
  expect(await take(file, "good-rows")).toMatchObject({ rowsAccepted: 2, rowsRejected: 1, format: "jsonl" });
  const { rows } = await pool.query("SELECT fields FROM item ORDER BY no");
  expect(rows[0]).toEqual({ fields: { id: "1", query: "lamp", name: "A", n: "1.50" } });
  expect(await rejectsOf(1)).toEqual(["3 not-json  "]);
});

test("cells arrive as they are, whatever PostgreSQL reads into their signs", async () => {
  const cells = [
    "a\tb",
    "\\N",
    "\\.",
    "line\nbreak\r\nand\rmore",
    "c:\\new\\table",
    '"{1,2}"',
    "𝄞 é\u2028",
    "\\",
  ];
  const lines = cells.map((name, n) => JSON.stringify({ id: `${n}\\n`, query: `q\\t${n}`, name }));
  expect(await take(lines.join("\n"), "all-or-nothing")).toMatchObject({ rowsAccepted: cells.length });
  const { rows } = await pool.query(
    "SELECT i.key, q.key AS query, i.fields ->> 'name' AS name FROM item i JOIN query q ON q.no = i.query_no ORDER BY i.no",
  );
  expect(rows).toEqual(cells.map((name, n) => ({ key: `${n}\\n`, query: `q\\t${n}`, name })));
});

test("An uploaded file shows its first 20 rows with a guess of every column, and can be discarded", async () => {
  const importNo = await upload(await readFile("prisma/demo/chorus.csv"));
  const preview = await previewImport(access, importNo);
  expect(preview?.rows).toHaveLength(20);
  expect(preview?.columns.map(({ role }) => role).join()).toBe(
    "query,id,title,text,hidden,hidden,hidden,hidden",
  );
  await discardImport(access, importNo);
  expect(await readImport(access, importNo)).toBeNull();
});

test("Roles of further files join those of the project", async () => {
  await take("query,id,name\nlamp,1,One\n", "all-or-nothing");
  await take("query,id,brand\nlamp,2,Acme\n", "all-or-nothing", [
    { name: "query", role: "query" },
    { name: "id", role: "id" },
    { name: "brand", role: "other" },
  ]);
  const { rows } = await pool.query("SELECT field_roles AS roles FROM project");
  expect(rows[0].roles).toEqual([...ROLES, { name: "brand", role: "other" }]);
});
