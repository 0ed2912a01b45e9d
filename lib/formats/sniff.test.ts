import { describe, expect, test } from "vitest";
import { sniffFormat } from "./sniff.ts";
import { UnreadableFile } from "./source.ts";

function sniff(content: string | number[]) {
  return sniffFormat(Buffer.from(content as string));
}

describe("telling formats apart", () => {
  test("finds the delimiter that cuts the rows evenly", () => {
    expect(sniff('a,b\n"x;y",1\n"z;;",2\n')).toMatchObject({ format: "csv", delimiter: ",", start: 0 });
    expect(sniff("a;b\n1,5;2\n2,5;3\n")).toMatchObject({ format: "csv", delimiter: ";", start: 0 });
    expect(sniff("query, long\tid\nred, blue\t1\nx\t2\n")).toMatchObject({
      format: "tsv",
      delimiter: "\t",
      start: 0,
    });
    expect(sniff("a|b\n1|2")).toMatchObject({ format: "csv", delimiter: "|", start: 0 });
  });

  test("takes a file of one column for CSV in which nothing cuts the rows", () => {
    expect(sniff("query\nred shoes\nblue, shoes\n")).toMatchObject({
      format: "csv",
      delimiter: "",
      start: 0,
    });
  });

  test("passes over a byte order mark", () => {
    expect(sniff([0xef, 0xbb, 0xbf, 0x7b, 0x7d])).toMatchObject({ format: "jsonl", start: 3 });
  });

  test("does not mind broken rows, nor a column in brackets", () => {
    expect(sniff("[a],b\n1\n1,2\n1,2\n1,2,3\n").delimiter).toBe(",");
  });

  test("takes what a sep= line names, and begins after it", () => {
    expect(sniff('"sep=|"\r\na|b\r\n')).toMatchObject({ delimiter: "|", start: 9, line: 2 });
    expect(sniff("\ufeffsep=\t\na\tb\n")).toMatchObject({ format: "tsv", delimiter: "\t", start: 9 });
  });

  test("finds lines that CR alone ends, also where cells hold LF", () => {
    expect(sniff("a,b\r1,2\r").lineEnd).toBe("\r");
    expect(sniff('a,b\r1,"x\ny"\r2,"u\nv"\r3,z\r').lineEnd).toBe("\r");
    expect(sniff('a,b\n1,"x\ry"\n').lineEnd).toBe("\n");
    expect(sniff('a,b\r\n1,"x\ry\rz"\r\n').lineEnd).toBe("\n");
  });

  test("takes quotes for quotes where the file shows that they are", () => {
    expect(sniff('a\tb\n"x\t1\ny"\t2\n')).toMatchObject({ delimiter: "\t", hasQuotes: false });
    expect(sniff('a\tb\n"x\ny"\t2\n').hasQuotes).toBe(true);
    expect(sniff('a\tb\n"red, blue"\t2\n').hasQuotes).toBe(true);
    expect(sniff('a\tb\n"5"" disk"\t2\n').hasQuotes).toBe(true);
    expect(sniff('"a"\t"b"\nx\t2\n').hasQuotes).toBe(true);
    expect(sniff('a|b\n5" disk|"so"\n').hasQuotes).toBe(false);
    expect(sniff("a,b\n1,2\n").hasQuotes).toBe(true);
  });

  test("shows what is not UTF-8 as Windows-1252, but for a character that the sample cuts", () => {
    expect(sniff([0x61, 0x2c, 0xf6, 0x0a]).encoding).toBe("windows-1252");
    expect(sniff([0x61, 0x2c, 0xc3, 0xb6, 0x0a, 0xc3]).encoding).toBe("utf-8");
    // Two umlauts in UTF-8 and one byte that is none
    expect(sniff([0xc3, 0xb6, 0x2c, 0xc3, 0xb6, 0x0a, 0x61, 0x2c, 0xf6, 0x0a]).encoding).toBe("utf-8");
  });

  test("leaves to people what they say of their file", () => {
    const bytes = Buffer.from('a,b;c\n1,2;"3\n');
    const declared = { delimiter: ";", hasQuotes: false, encoding: "windows-1252" } as const;
    expect(sniffFormat(bytes, declared)).toMatchObject(declared);
    expect(sniffFormat(bytes, { delimiter: "" })).toMatchObject({ delimiter: "", format: "csv" });
  });

  test("says what an unreadable file is", () => {
    const reasons: [string | number[], string][] = [
      ["", "empty"],
      ["\n \n", "empty"],
      ["[\n  {}]", "json-array"],
      [[0xff, 0xfe, 0x61, 0x00], "utf-16"],
      ["PK\u0003\u0004xl/", "zip"],
      [[0x1f, 0x8b, 0x08], "gzip"],
      ["PAR1", "parquet"],
      ["a\u0000b", "binary"],
      [[0xd0, 0xcf, 0x11, 0xe0], "zip"],
      ["%PDF-1.7", "binary"],
      ["<html>\n", "html"],
      ["<!-- a -->\n <!DOCTYPE HTML>", "html"],
      ["<?xml version='1.0'?>", "xml"],
      ['{\n  "a": 1', "json-spread"],
      ['{"a": 1,\r\n"b": 2}', "json-spread"],
    ];
    for (const [content, reason] of reasons) {
      expect(() => sniff(content)).toThrow(new UnreadableFile(reason as UnreadableFile["reason"]));
    }
  });
});
