import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, readCsv } from "./csv.ts";
import { type ByteSource, MAX_CELL_BYTES, MAX_ROW_BYTES, type SourceRow, UnreadableFile } from "./source.ts";

function sourceOf(content: string | Uint8Array, chunk = 7): ByteSource {
  const bytes = Buffer.from(content);
  return async function* (from) {
    for (let at = from; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  };
}

async function read(content: string | Uint8Array, delimiter = ",", chunk?: number): Promise<SourceRow[]> {
  return Array.fromAsync(readCsv(sourceOf(content, chunk), { delimiter, start: 0 }));
}

// "line: cells" of good rows, "line! code column detail" of rejects.
async function brief(content: string | Uint8Array, delimiter?: string, chunk?: number): Promise<string[]> {
  const rows = (await read(content, delimiter, chunk)).filter(
    (row) => !("fields" in row) || row.fields.size > 0,
  );
  return rows.map((row) =>
    "fields" in row
      ? `${row.line}: ${[...row.fields.values()].join("|")}`
      : `${row.line}! ${row.reject.code} ${row.reject.column} ${row.reject.detail}`.trim(),
  );
}

describe("reading CSV", () => {
  // The rules of RFC 4180, section 2.
  test("takes quotes, doubled quotes, delimiters and line ends within quotes", async () => {
    expect(await brief('a,b\r\n"x, ""y""","l1\nl2"\r\nz,\n')).toEqual(['2: x, "y"|l1\nl2', "4: z|"]);
  });

  test("needs no line end after the last row, and passes over empty lines", async () => {
    expect(await brief('a,b\n\n1,2\n\r\n3,""')).toEqual(["3: 1|2", "5: 3|"]);
  });

  test("keeps a quote within an unquoted cell as it is", async () => {
    expect(await brief('a,b\n5" disk,say ""so""\n')).toEqual(['2: 5" disk|say ""so""']);
  });

  test("names an unnamed column, and refuses two of one name", async () => {
    const [row] = await read(",b\n1,2\n");
    expect(row).toMatchObject({
      fields: new Map([
        ["column 1", "1"],
        ["b", "2"],
      ]),
    });
    await expect(read("a,b,a\n1,2,3\n")).rejects.toThrow(new UnreadableFile("duplicate-column", "a"));
    await expect(read("")).rejects.toThrow(new UnreadableFile("empty"));
    await expect(read(Buffer.from([0x61, 0xff, 0x0a]))).rejects.toThrow(new UnreadableFile("bad-header"));
  });

  test("keeps a column called __proto__ as data", async () => {
    const [row] = await read("__proto__,b\nx,y\n");
    expect(row).toMatchObject({
      fields: new Map([
        ["__proto__", "x"],
        ["b", "y"],
      ]),
    });
  });

  test("gives the same rows whatever the size of the chunks", async () => {
    const content = 'a,b\r\n"1\r\n2",x\r\n"open,y\r\n3,4\r\n5,"6"7\r\n8,9';
    const whole = await brief(content, ",", 1000);
    expect(whole).toEqual(["2: 1\r\n2|x", "4! unclosed-quote a", "5: 3|4", "6! stray-quote b", "7: 8|9"]);
    for (let chunk = 1; chunk < 12; chunk++) expect(await brief(content, ",", chunk)).toEqual(whole);
  });

  test("reads back what csv-stringify wrote, cell by cell", async () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "é", " ", ";"), maxLength: 5 });
    const table = fc.array(fc.tuple(fc.constant("k"), cell, cell), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, chunk) => {
        const written = csvLine(["a", "b", "c"]) + rows.map(csvLine).join("");
        const back = await Array.fromAsync(
          readCsv(sourceOf(written, chunk), { delimiter: ",", start: 0 }),
          (row) => ("fields" in row ? [...row.fields.values()] : row.reject.code),
        );
        expect(back).toEqual(rows);
      }),
    );
  });
});

describe("a broken row", () => {
  test("costs itself only, and is named by line, column and reason", async () => {
    const rows = Buffer.concat([
      Buffer.from("id,name\n1,a\n2\n3,b,c\n4,"),
      Buffer.from([0xc3, 0x28]),
      Buffer.from("\n5,x\0y\n6,\ud800\n7,last\n"),
    ]);
    expect(await brief(rows)).toEqual([
      "2: 1|a",
      "3: 2|",
      "4! wrong-column-count null 3/2",
      "5! invalid-utf8 name",
      "6! nul-character name",
      // Buffer.from writes a lone surrogate as U+FFFD, which is valid.
      "7: 6|\ufffd",
      "8: 7|last",
    ]);
    // CESU-8: a surrogate spelled out in bytes.
    expect(await brief(Buffer.from([0x61, 0x0a, 0xed, 0xa0, 0x80, 0x0a]))).toEqual(["2! invalid-utf8 a"]);
  });

  test("with a quote left open gives up its first line alone, even with quoted rows after it", async () => {
    const content = 'id,name\n1,"open\n2,plain\n3,"quoted"\n4,"two\nlines"\n5,end\n';
    expect(await brief(content)).toEqual([
      "2! unclosed-quote name",
      "3: 2|plain",
      "4: 3|quoted",
      "5: 4|two\nlines",
      "7: 5|end",
    ]);
  });

  test("with a quote that nothing closes does not take the rest of the file along", async () => {
    expect(await brief('id,name\n1,"open\n2,b\n3,c')).toEqual(["2! unclosed-quote name", "3: 2|b", "4: 3|c"]);
  });

  // `a,"b` strays on the next line; `5","open` closes and opens in every line, up to the end of the file.
  test.each([['a,"b'], ['5","open'], ['5","open,""x""']])(
    "that opens a quote in every line costs a bounded number of reads: %s",
    async (line) => {
      const rows = 8000;
      const bytes = Buffer.from(`a,b\n${`${line}\n`.repeat(rows)}1,2\n`);
      let handedOut = 0;
      let opened = 0;
      const source: ByteSource = async function* (from) {
        opened++;
        for (let at = from; at < bytes.length; at += 4096) {
          const chunk = bytes.subarray(at, at + 4096);
          handedOut += chunk.length;
          yield chunk;
        }
      };
      const read = await Array.fromAsync(readCsv(source, { delimiter: ",", start: 0 }));
      expect(read).toHaveLength(rows + 1);
      expect(read.filter((row) => "reject" in row && row.reject.code === "unclosed-quote")).toHaveLength(
        rows,
      );
      expect(handedOut).toBeLessThan(4 * bytes.length);
      expect(opened).toBeLessThan(4 + (4 * bytes.length) / 4096);
    },
  );

  test("that swallowed lines says which", async () => {
    expect(await brief('a,b\n"x\ny\nz",1,2\n3,4\n')).toEqual([
      "2! wrong-column-count null 3/2 lines 2-4",
      "5: 3|4",
    ]);
  });

  test("may hold a cell of exactly the limit, and not a byte more", async () => {
    const cell = "x".repeat(MAX_CELL_BYTES);
    const long = `a,b\n1,${cell}\n2,${cell}y\n3,"${cell}\n${cell}"\n4,z\n`;
    expect((await brief(long, ",", 65536)).map((row) => row.slice(0, 30))).toEqual([
      `2: 1|${"x".repeat(25)}`,
      "3! cell-too-long b",
      "4! cell-too-long b",
      "6: 4|z",
    ]);
  });

  test("longer than a row may be is walked over", async () => {
    const row = Array.from({ length: 9 }, () => "x".repeat(MAX_ROW_BYTES / 8)).join(",");
    expect(await brief(`a\n${row}\n1\n`, ",", 65536)).toEqual(["2! row-too-long null", "3: 1"]);
  });
});
