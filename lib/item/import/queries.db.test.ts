import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { access, bring, makeEmptyProject, upload } from "#prisma/testing/import-fixture.ts";
import { runImport } from "./mutations/run.ts";
import { decideImport } from "./mutations/start.ts";
import { previewImport, readRunningImport } from "./queries.ts";

// Small files made up after reports of users of tools of this field, November 2026. Each stands for a kind.

beforeEach(makeEmptyProject);

describe("what nobody can see", () => {
  test.each([
    ["zero-width signs", "\u200b\u200d"],
    ["a byte order mark", "\ufeff"],
    ["no-break blanks", "\u00a0 \u00a0"],
    ["a Hangul filler", "\u3164"],
    ["a blank Braille pattern", "\u2800"],
  ])("is no content: %s", async (_, cell) => {
    expect(await bring(`id,title\n1,${cell}\n2,Two\n`)).toMatchObject({
      rejects: ["2 nothing-to-show  "],
      shown: ["Two"],
    });
  });

  test("an item without anything in its shown columns is a reject with its line, whatever its hidden ones say", async () => {
    const file =
      "id,query,title,url,rank\n1,pan,,,3\n2,pan,Pot,,1\n3,pan,,no address,2\n4,pan,,https://a.example,5\n";
    expect(await bring(file)).toMatchObject({
      rowsAccepted: 2,
      rejects: ["2 nothing-to-show  ", "4 nothing-to-show  "],
    });
  });

  test.each([
    ["U+0085", "sku\u00857"],
    ["U+001C", "sku\u001c7"],
    ["U+200B", "sku\u200b7"],
    ["U+FEFF", "sku7\ufeff"],
    ["U+2028", "sku\u20287"],
    ["U+202E", "\u202esku7"],
    ["blank", "sku7 "],
    ["blank", "\u00a0sku7"],
  ])("does not belong in an id: %s", async (sign, id) => {
    const file = `query_id,query,id,title\nq1,pan,sku7,One\nq1,pan,${id},Two\n${id},pot,3,Three\n`;
    expect(await bring(file)).toMatchObject({
      rejects: [`3 id-not-plain id ${sign}`, `4 id-not-plain query_id ${sign}`],
      shown: ["One"],
    });
  });

  test("may join letters in a query, as Persian and emoji do", async () => {
    const file = "query,id,title\nمی‌خواهم,1,One\n👩‍🍳,2,Two\n";
    expect(await bring(file)).toMatchObject({ rejects: [], shown: ["One", "Two"] });
  });
});

test("NaN and Infinity in JSON are rejects with their column", async () => {
  const file =
    '{"id":"1","title":"NaN is \\"NaN\\"","price":1}\n{"id":"2","title":"Two","price":NaN}\n{"id":"3","title":"T","price":[1,-Infinity]}\n';
  expect(await bring(file)).toMatchObject({
    rejects: ["2 not-a-number price NaN", "3 not-a-number price -Infinity"],
    shown: ['NaN is "NaN" | 1'],
  });
});

test("Every row of a file is accepted, rejected or blank, and the import says how many", async () => {
  const file = 'id,title\n1,One\n\n2,\n3,"a" b\n,\n3,Three\n4\n';
  const brought = await bring(file);
  expect(brought).toMatchObject({ rowsRead: 7, rowsAccepted: 2, rowsRejected: 3, rowsBlank: 2 });
});

test("of running imports the one that is read is told with its rows, and none when it is over", async () => {
  expect(await readRunningImport(access)).toBeNull();
  const file = `query,id,title\n${["1", "2", "3"].map((no) => `pan,${no},Pan ${no}`).join("\n")}\n`;
  const [first, second] = [await upload(file), await upload(file)];
  const fieldRoles =
    (await previewImport(access, first))?.columns.map(({ name, role }) => ({ name, role })) ?? [];
  for (const no of [first, second]) await decideImport(access, no, { fieldRoles, policy: "good-rows" });
  await pool.query("UPDATE import SET rows_read = 2 WHERE no = $1", [second]);
  expect(await readRunningImport(access)).toEqual({
    no: second,
    fileName: "items.csv",
    rowsRead: 2,
    rows: 3,
  });
  for (const no of [first, second]) await runImport(access, no);
  expect(await readRunningImport(access)).toBeNull();
});
