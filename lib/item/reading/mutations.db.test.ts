import { beforeEach, describe, expect, test } from "vitest";
import { previewImport } from "#lib/item/import/queries.ts";
import { access, makeEmptyProject, shown, start, upload } from "#prisma/testing/import-fixture.ts";
import { changeReading, surveyImport } from "./mutations.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const times = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n));

beforeEach(makeEmptyProject);

describe("a requester who looks at the preview", () => {
  const titles = async (importNo: number) =>
    (await previewImport(access, importNo))?.rows.map((row) =>
      "cells" in row ? row.cells.at(-1) : row.reject.code,
    );

  test("declares Windows-1252, or has the rows that are not UTF-8 rejected", async () => {
    const file = latin1("doc_id;query;title\r\n1;pan;Gr\xf6\xdfe 24\r\n2;pan;Topf\r\n3;pan;\x9d\r\n");
    const importNo = await upload(file);
    expect((await previewImport(access, importNo))?.needsEncoding).toBe(true);
    await expect(start(importNo)).rejects.toThrow("encoding");
    await changeReading(access, importNo, { encoding: "utf-8" });
    expect(await titles(importNo)).toEqual(["invalid-utf8", "Topf", "invalid-utf8"]);
    await changeReading(access, importNo, { encoding: "windows-1252" });
    expect(await titles(importNo)).toEqual(["Größe 24", "Topf", "invalid-windows-1252"]);
    expect(await start(importNo)).toMatchObject({ state: "done", rowsAccepted: 2, rowsRejected: 1 });
    expect(await shown()).toEqual(["Größe 24", "Topf"]);
  });

  test("is asked for the encoding where the first byte that is not UTF-8 comes late", async () => {
    const rows = times(8000, (n) => `${n},pan,Pan ${n}`);
    const importNo = await upload(latin1(["doc_id,query,title", ...rows, "x,pan,Gr\xf6\xdfe"].join("\n")));
    const preview = await previewImport(access, importNo);
    expect(preview).toMatchObject({ needsEncoding: true, dialect: { encoding: "utf-8" } });
    await expect(start(importNo)).rejects.toThrow("encoding");
  });

  test("corrects the delimiter, the quotes and the header, and the whole file is read so", async () => {
    const importNo = await upload('id#title\n1#"One\n2#Two\n');
    expect(await titles(importNo)).toEqual(['1#"One', "2#Two"]);
    await changeReading(access, importNo, { delimiter: "#" });
    expect(await titles(importNo)).toEqual(['"One', "Two"]);
    await changeReading(access, importNo, { delimiter: "#", hasQuotes: true });
    expect(await titles(importNo)).toEqual(["unclosed-quote", "Two"]);
    await changeReading(access, importNo, { delimiter: "#", hasQuotes: false, hasHeader: false });
    expect((await previewImport(access, importNo))?.columns.map(({ name }) => name)).toEqual([
      "column 1",
      "column 2",
    ]);
    expect(await start(importNo)).toMatchObject({ rowsRead: 3, rowsAccepted: 3 });
    expect(await shown()).toEqual(["id | title", '1 | "One', "2 | Two"]);
  });

  test("keeps the reading before where another one makes no table", async () => {
    const importNo = await upload("1,One\n");
    const withHeader = changeReading(access, importNo, { hasHeader: true });
    await expect(withHeader).rejects.toThrow(
      "The file has a header but no rows. Choose a file with at least one row.",
    );
    expect(await titles(importNo)).toEqual(["One"]);
    await start(importNo);
    await expect(changeReading(access, importNo, { hasHeader: false })).rejects.toThrow("already started");
  });

  test("waits for the columns of a large file, which the worker reads", async () => {
    const rows = times(20, (n) => JSON.stringify({ id: String(n), title: "x".repeat(500_000) }));
    const importNo = await upload([...rows, '{"id":"last","title":"T","brand":"Acme"}'].join("\n"));
    const names = async () => (await previewImport(access, importNo))?.columns.map(({ name }) => name);
    expect(await names()).toEqual(["id", "title"]);
    await expect(start(importNo)).rejects.toThrow("still reading");
    await surveyImport(access, importNo);
    expect(await names()).toEqual(["id", "title", "brand"]);
    expect(await start(importNo)).toMatchObject({ state: "done", rowsAccepted: 21 });
  });
});
