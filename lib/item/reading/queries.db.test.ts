import { beforeEach, describe, expect, test } from "vitest";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { decideImport } from "#lib/item/import/mutations/start.ts";
import { previewImport } from "#lib/item/import/queries.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import {
  access,
  bring,
  golds,
  makeEmptyProject,
  shown,
  sourceColumns,
  upload,
} from "#prisma/testing/import-fixture.ts";

// Small files made up after reports of users of tools of this field, November 2026. Each stands for a kind.

const latin1 = (text: string) => Buffer.from(text, "latin1");
const times = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n));

beforeEach(makeEmptyProject);

describe("a sheet as people save it", () => {
  test("may begin with a byte order mark and a sep= line", async () => {
    const file = "\ufeffsep=;\r\ndoc_id;query;title\r\n1;pan;Größe 24\r\n2;pan;Topf\r\n";
    expect(await bring(file)).toMatchObject({ rowsAccepted: 2, shown: ["Größe 24", "Topf"] });
  });

  test("may have empty cells too many at the end of a row", async () => {
    const file = "doc_id,query,title\n1,pan,Small,\n2,pan,Pot,\n";
    expect(await bring(file)).toMatchObject({ rejects: [], shown: ["Small", "Pot"] });
  });

  test("may lack its last cells where they are empty, as sheets do from the 17th row on", async () => {
    const rows = times(20, (n) => `${n + 1},pan,Small ${n + 1},txt${n < 16 ? "," : ""}`);
    const file = ["doc_id,query,title,text,url", ...rows].join("\n");
    expect(await bring(file)).toMatchObject({ rejects: [], rowsAccepted: 20 });
  });

  test("with a cell too many that says something, or lines that a quote swallowed, still gets rejects", async () => {
    const file = 'doc_id,query,title,url\n1,pan,Small,,more\n2,"pan,Pot\n3,pan,Lid"\n4,pan,Wok\n';
    expect(await bring(file)).toMatchObject({
      rejects: ["2 wrong-column-count  5/4", "3 wrong-column-count  2/4 lines 3-4"],
      shown: ["Wok"],
    });
  });

  test("with a header alone is refused with that reason", async () => {
    const file = "doc_id,query,title\n";
    expect(await bring(file)).toMatchObject({
      refused: "The file has a header but no rows. Choose a file with at least one row.",
    });
    expect(await bring("doc_id,query,title")).toMatchObject({
      refused: "The file has a header but no rows. Choose a file with at least one row.",
    });
  });

  test("in Windows-1252 loses no row for its umlauts without being asked", async () => {
    const file = latin1(
      "doc_id;query;title\r\n1;pan;Gr\xf6\xdfe 24\r\n2;pan;Topf\r\n3;pan;Pr\xe9gis \x93smart\x94\r\n",
    );
    const brought = await bring(file);
    expect(brought.rejects).toEqual([]);
    expect(brought.shown).toEqual([]);
    const preview = await previewImport(access, 1);
    expect(preview?.rows.map((row) => ("cells" in row ? row.cells[2] : ""))).toEqual([
      "Größe 24",
      "Topf",
      "Prégis “smart”",
    ]);
  });

  test("without a header gives its first row too", async () => {
    const file = "1,pan,Small pan 24 cm\n2,pan,Big pan 28 cm\n3,pot,Pot\n";
    expect(await bring(file)).toMatchObject({ rowsAccepted: 3, rowsRejected: 0 });
  });

  test("may hold blank rows, which are skipped and counted", async () => {
    const file = "title,text\nSmall,steel\n\nPot,iron\n,\n  ,\t\n";
    expect(await bring(file)).toMatchObject({
      rowsRead: 5,
      rowsAccepted: 2,
      rowsRejected: 0,
      shown: ["Small | steel", "Pot | iron"],
    });
  });

  test("may end its lines with CR alone, and keep LF within its cells", async () => {
    const file = 'doc_id,query,title\r1,pan,"two\nlines"\r2,pan,Pot\r';
    expect(await bring(file)).toMatchObject({ rejects: [], shown: ["two\nlines", "Pot"] });
  });

  test("keeps a lone CR within quotes", async () => {
    const file = 'doc_id,query,title,text\nd1,pan,"left\rright",x\nd2,pan,plain,y\n';
    expect(await bring(file)).toMatchObject({ shown: ["left\rright | x", "plain | y"] });
  });
});

describe("what cuts the cells", () => {
  test("TSV has no quoting unless the file shows it", async () => {
    const file = 'doc_id\ttitle\tquery\n1\t"best phone\tcheap\n2\tbudget phone"\tcheap\n3\tplain\tcheap\n';
    expect(await bring(file)).toMatchObject({ shown: ['"best phone', 'budget phone"', "plain"] });
    await makeEmptyProject();
    const quoted = 'doc_id\ttitle\tquery\n1\t"5"" pan"\tpan\n2\t"two\nlines"\tpan\n3\tplain\tpan\n';
    expect(await bring(quoted)).toMatchObject({ shown: ['5" pan', "two\nlines", "plain"] });
  });

  test.each([["|"], ["^"], [";"], ["~"]])("may be %s", async (cut) => {
    const file = ["doc_id,query,title", "1,pan,Small", "2,pan,Pot"].join("\n").replaceAll(",", cut);
    expect(await bring(file)).toMatchObject({ rejects: [], shown: ["Small", "Pot"] });
  });

  test("may be nothing: of one column, commas are text", async () => {
    const file = "title\nred shoes\nblue, shoes\n";
    expect(await bring(file)).toMatchObject({ rejects: [], shown: ["red shoes", "blue, shoes"] });
  });

  test("a stray quote costs its row, and the rest can be had", async () => {
    const file = 'record_id;query;title;abstract\n1;risk;"Scoop" risk control;x\n2;risk;plain;y\n';
    const roles = { record_id: "id", abstract: "text" } as const;
    expect(await bring(file, { roles })).toMatchObject({
      rejects: ["2 stray-quote title "],
      shown: ["plain | y"],
    });
  });
});

describe("gold", () => {
  test("of 4.0 is level 4", async () => {
    await bring("doc_id,query,title,gold\n1,pan,one,4.0\n2,pan,two,\n3,pan,three,5.0\n");
    expect(await golds()).toEqual([[4], [5]]);
  });

  test("of [4,5] is levels 4 and 5, as numbers or as text", async () => {
    const lines = ["[4,5]", "[4.0]", '["2","3"]', "3"].map(
      (gold, n) => `{"id":"${n}","title":"T${n}","gold":${gold}}`,
    );
    await bring(lines.join("\n"));
    expect(await golds()).toEqual([[4, 5], [4], [2, 3], [3]]);
  });

  test("that begins at row 25 is gold", async () => {
    const lines = times(30, (n) =>
      JSON.stringify({ doc_id: `d${n}`, query: "pan", title: `Pan ${n}`, ...(n > 24 && { gold: "4" }) }),
    );
    await bring(lines.join("\n"));
    expect(await golds()).toHaveLength(5);
  });
});

test("A column that begins at row 26 is offered, and is in the exports", async () => {
  const lines = times(30, (n) =>
    JSON.stringify({ doc_id: String(n), query: "pan", title: `T${n}`, ...(n > 24 && { brand: "Acme" }) }),
  );
  const brought = await bring(lines.join("\n"));
  expect(brought.columns.map(({ name }) => name)).toContain("brand");
  expect(await sourceColumns()).toContain("brand");
  expect(brought.shown.at(-1)).toBe("T29 | Acme");
});

test("A column that the mapping does not name is kept and in the exports, and nobody sees it", async () => {
  const importNo = await upload('{"id":"1","title":"One","code":"x"}\n{"id":"2","title":"Two","late":"y"}\n');
  const fieldRoles: FieldRoles = [
    { name: "id", role: "id" },
    { name: "title", role: "title" },
  ];
  await decideImport(access, importNo, { fieldRoles, policy: "good-rows" });
  await runImport(access, importNo);
  expect(await sourceColumns()).toEqual(["id", "title", "code", "late"]);
  expect(await shown()).toEqual(["One", "Two"]);
});

describe("what is no table", () => {
  test.each([
    ["a JSON array over several lines", '[\n  {\n    "title": "One"\n  }\n]\n', "one object per line"],
    [
      "a JSON object over several lines",
      '{\n  "items": [\n    {"title": "One"}\n  ]\n}\n',
      "one object per line",
    ],
    ["a web page", "<!DOCTYPE html>\n<html>\n<head><title>Sign in</title></head>\n</html>\n", "web page"],
    ["a web page that begins with a comment", "\n<!-- a, b -->\n<HTML lang=en>\n<p>a, b</p>\n", "web page"],
    ["an XML file", '<?xml version="1.0"?>\n<rows><row a="1,2"/></rows>\n', "XML"],
    ["a PDF", "%PDF-1.7\n1 0 obj, 2\n", "not a text file"],
    ["an old spreadsheet", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "spreadsheet"],
    ["JSON Lines without one good line", "{a:1}\n{b:2}\n", "line 1"],
  ])("is refused with what it is: %s", async (_, content, message) => {
    expect((await bring(content)).refused ?? "taken").toContain(message);
  });

  test("a file of which the first 20 rows are broken shows its columns all the same", async () => {
    const csv = ["doc_id,query,title", ...times(21, (n) => `${n},pan,"a" b`), "30,pan,Good"].join("\n");
    expect((await bring(csv)).shown).toEqual(["Good"]);
    await makeEmptyProject();
    const jsonl = [...times(21, () => "{broken"), '{"id":"1","title":"Good"}'].join("\n");
    expect((await bring(jsonl)).shown).toEqual(["Good"]);
  });

  test("a file of which every row is broken shows its columns and its reasons", async () => {
    const importNo = await upload('doc_id,query,title\n1,pan,"a" b\n');
    const preview = await previewImport(access, importNo);
    expect(preview?.columns.map(({ name }) => name)).toEqual(["doc_id", "query", "title"]);
    expect(preview?.rows).toMatchObject([{ line: 2, reject: { code: "stray-quote" } }]);
  });
});
