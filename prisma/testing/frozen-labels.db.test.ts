import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { listDatasetVersions, readDatasetFile } from "#lib/dataset/queries/versions.ts";
import { type FreezeInput, METHODS, type Method } from "#lib/dataset/schema.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, lend, makeProject, PROJECT, person } from "./queue-fixture.ts";

// Small projects as people try a product with: what they answered must be what they take home.

const requester = actForProject(PROJECT);
const INPUT: FreezeInput = {
  method: "pooled",
  decision: "most-probable",
  grades: [0, 1, 2, 3, 4],
  queryIds: "own",
};

type Row = Record<string, string | number | boolean | null>;

async function freeze(change: Partial<FreezeInput> = {}): Promise<number> {
  const version = await freezeDataset(requester, { ...INPUT, ...change });
  await buildDataset(requester, version);
  return version;
}

async function read(version: number, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readDatasetFile(requester, version, name)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

const readManifest = async (version: number) => JSON.parse(await read(version, "manifest.json"));
const readRows = async (version: number, name: string): Promise<Row[]> =>
  (await read(version, name))
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** One row of levels per item, one column per person. */
async function judgeAll(levels: readonly (readonly number[])[], golds = 0): Promise<void> {
  const people = levels[0]?.length ?? 0;
  const items = levels.length;
  await makeProject({ items, perQuery: items, people, judgmentsPerItem: people, golds });
  for (const [at, row] of levels.entries()) {
    for (const [who, level] of row.entries()) await judge(who + 1, at + 1, { level });
  }
}

async function judge(who: number, itemNo: number, change: Parameters<typeof answerTo>[1]): Promise<void> {
  await submitJudgment(person(who), answerTo(await lend(who, itemNo), change));
}

describe("a unanimous vote is never overturned", () => {
  describe.each(["pooled", "spam-mixture"] as const)("under %s", (method) =>
    test.each([
      ["one person, two items, 4 and 4", [[4], [4]], [4, 4], "1 answer"],
      [
        "two people, two items, 4 and 4 on both",
        [
          [4, 4],
          [4, 4],
        ],
        [4, 4],
        "2 answers",
      ],
      [
        "two people, 1 and 1 on one item, 5 and 5 on the other",
        [
          [1, 1],
          [5, 5],
        ],
        [1, 5],
        "2 answers",
      ],
      ["three people, one item, 5 each", [[5, 5, 5]], [5], null],
    ])("%s", async (_, levels, expected, note) => {
      await judgeAll(levels);
      const version = await freeze({ method });
      const labels = await readRows(version, "data/labels.jsonl");
      expect(labels.map(({ label }) => label)).toEqual(expected);
      // Of one person nothing is known; the mixture asks for more.
      const made = method === "pooled" && levels[0]?.length !== 1 ? "pooled" : "majority";
      for (const row of labels) {
        expect(row).toMatchObject({ method: made, confidence_note: note });
        expect(row.confidence).toBeLessThan(1);
      }
    }),
  );
});

describe("six items judged by one person as 1, 2, 3, 4, 5, 5", () => {
  beforeAll(() => judgeAll([[1], [2], [3], [4], [5], [5]]));

  test.each(METHODS)(
    "keep the person's levels under %s, and every file says which method made them",
    async (method) => {
      const version = await freeze({ method: method as Method });
      const labels = await readRows(version, "data/labels.jsonl");
      expect(labels.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5, 5]);
      expect(labels.map((row) => row.method)).toEqual(new Array(6).fill("majority"));
      expect((await readManifest(version)).method).toMatchObject({
        chosen: method,
        used: "majority",
        reason: method === "majority" ? null : "few-answers",
        labels: { majority: 6 },
      });
    },
  );
});

test("a frozen version that equals an earlier one says so, and its number is free again", async () => {
  await judgeAll([[4], [2]]);
  expect(await freeze()).toBe(1);
  const again = await freeze();
  expect(await listDatasetVersions(requester)).toMatchObject([
    { version: again, state: "equal", equals: 1, files: [] },
    { version: 1, state: "ready" },
  ]);
  expect(await freeze({ method: "wawa" })).toBe(2);
  expect(await listDatasetVersions(requester)).toMatchObject([
    { version: 2, state: "ready" },
    { version: 1, state: "ready" },
  ]);
});

test("a version in which every item is gold keeps the header of labels.csv", async () => {
  await judgeAll([[4], [5]], 2);
  const version = await freeze();
  const [header = "", ...rows] = (await read(version, "data/labels.csv")).split("\n");
  expect(header).toMatch(/^item_no,item_id,query_id,query,label,label_name,confidence,/);
  expect(rows).toEqual([""]);
  const [newest] = await listDatasetVersions(requester);
  expect(newest?.manifest?.counts).toMatchObject({ items: 0, labeled: 0, gold: 2 });
});

test("guideline.md holds every version that a judgment carries, and the newest", async () => {
  await judgeAll([[4], [2]]);
  for (const version of [1, 2, 3, 4]) {
    await pool.query("INSERT INTO guideline_version (project_id, version, markdown) VALUES ($1, $2, $3)", [
      PROJECT,
      version,
      `Text number ${version}.`,
    ]);
  }
  await pool.query(
    "INSERT INTO annotator (project_id, no, pseudonym, cursor, seed) VALUES ($1, 2, 'p2', 0, 2)",
    [PROJECT],
  );
  await pool.query("UPDATE item SET target = 2, state = 'open' WHERE project_id = $1", [PROJECT]);
  await judge(2, 1, { level: 4, guidelineVersion: 2 });
  const version = await freeze();
  const text = await read(version, "guideline.md");
  expect([1, 2, 3, 4].filter((no) => text.includes(`Text number ${no}.`))).toEqual([1, 2, 4]);
  expect((await readManifest(version)).guideline_versions).toEqual([1, 2, 4]);
});

describe("ids that evaluation tools would cut in two", () => {
  beforeAll(async () => {
    await judgeAll([[4], [2], [3], [5]]);
    const keys = ["B 1", "i1", "A\u0085next", "A\u001cfile"];
    for (const [at, key] of keys.entries())
      await pool.query("UPDATE item SET key = $2 WHERE no = $1", [at + 1, key]);
  });

  test("are the only ones that are renamed, to a name that no other has, and the manifest says which", async () => {
    const version = await freeze();
    // Python's str.split() cuts at these as trec_eval cuts at blanks.
    const fields = (await read(version, "qrels.txt"))
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split(/[\s\p{Cc}]+/u));
    expect(fields).toEqual([
      ["q1", "0", "_i1", "3"],
      ["q1", "0", "i1", "1"],
      ["q1", "0", "_i3", "2"],
      ["q1", "0", "_i4", "4"],
    ]);
    expect((await readManifest(version)).qrels.renamed_documents).toEqual({
      count: 3,
      table: "documents.tsv",
      first: [
        { document: "_i1", item_id: "B 1" },
        { document: "_i3", item_id: "A\u0085next" },
        { document: "_i4", item_id: "A\u001cfile" },
      ],
    });
    const table = (await read(version, "documents.tsv")).replaceAll("\t", " is ");
    expect(table.split(/[\p{Cc}]/u)).toEqual(["_i1 is B 1", "_i3 is A next", "_i4 is A file", ""]);
  });

  test("are refused as ids of queries", async () => {
    await pool.query("UPDATE query SET key = E'q\\u001c' WHERE project_id = $1", [PROJECT]);
    await expect(freezeDataset(requester, INPUT)).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("cells that a spreadsheet or a reader would take for something else", () => {
  let version = 0;
  beforeAll(async () => {
    await judgeAll([[4], [2]]);
    await pool.query("UPDATE project SET field_roles = $2 WHERE id = $1", [
      PROJECT,
      JSON.stringify([
        { name: "title", role: "title" },
        { name: "price", role: "other" },
      ]),
    ]);
    await pool.query(`UPDATE item SET fields = $2 WHERE no = $1`, [
      1,
      JSON.stringify({ title: "left\rright", price: "-3" }),
    ]);
    await pool.query(`UPDATE item SET fields = $2 WHERE no = $1`, [
      2,
      JSON.stringify({ title: "=HYPERLINK(A1)", price: "'quoted" }),
    ]);
    await pool.query(
      "INSERT INTO annotator (project_id, no, pseudonym, cursor, seed) VALUES ($1, 2, 'p2', 0, 2)",
      [PROJECT],
    );
    await pool.query("UPDATE item SET target = 2, state = 'open' WHERE project_id = $1", [PROJECT]);
    await judge(2, 1, { level: 4, comment: "@SUM(1)\rx" });
    version = await freeze();
  });

  // Python's csv module ends a row at a bare CR, as this reader is told to.
  const readCsv = async (name: string): Promise<Record<string, string>[]> =>
    parse(await read(version, name), {
      columns: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
    });

  test("are quoted: two items in, two rows out", async () => {
    const labels = await readCsv("data/labels.csv");
    expect(labels).toHaveLength(2);
    expect(labels[0]?.source_title).toBe("left\rright");
    expect(await readCsv("data/judgments.csv")).toHaveLength(3);
  });

  test("are no formulas, and JSON Lines keeps them as they were", async () => {
    const [first, second] = await readCsv("data/labels.csv");
    expect(first?.source_price).toBe("-3");
    expect(second).toMatchObject({ source_title: "'=HYPERLINK(A1)", source_price: "''quoted" });
    const comments = (await readCsv("data/judgments.csv")).map(({ comment }) => comment);
    expect(comments).toContain("'@SUM(1)\rx");
    const rows = await readRows(version, "data/labels.jsonl");
    expect(rows[1]).toMatchObject({ source_title: "=HYPERLINK(A1)", source_price: "'quoted" });
    expect((await readManifest(version)).csv).toMatchObject({ flavor: "for spreadsheets" });
  });
});
