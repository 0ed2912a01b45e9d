import { describe, expect, test } from "vitest";
import { sniffFormat } from "./sniff.ts";
import { UnreadableFile } from "./source.ts";

function sniff(content: string | number[]) {
  return sniffFormat(Buffer.from(content as string));
}

describe("telling formats apart", () => {
  test("finds the delimiter that cuts the rows evenly", () => {
    expect(sniff('a,b\n"x;y",1\n"z;;",2\n')).toEqual({ format: "csv", delimiter: ",", start: 0 });
    expect(sniff("a;b\n1,5;2\n2,5;3\n")).toEqual({ format: "csv", delimiter: ";", start: 0 });
    expect(sniff("query, long\tid\nred, blue\t1\nx\t2\n")).toEqual({
      format: "tsv",
      delimiter: "\t",
      start: 0,
    });
    expect(sniff("a|b\n1|2")).toEqual({ format: "csv", delimiter: "|", start: 0 });
  });

  test("takes a file of one column for CSV", () => {
    expect(sniff("query\nred shoes\nblue, shoes\n")).toEqual({ format: "csv", delimiter: ",", start: 0 });
  });

  test("passes over a byte order mark", () => {
    expect(sniff([0xef, 0xbb, 0xbf, 0x7b, 0x7d])).toEqual({ format: "jsonl", delimiter: null, start: 3 });
  });

  test("does not mind broken rows, nor a column in brackets", () => {
    expect(sniff("[a],b\n1\n1,2\n1,2\n1,2,3\n").delimiter).toBe(",");
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
    ];
    for (const [content, reason] of reasons) {
      expect(() => sniff(content)).toThrow(new UnreadableFile(reason as UnreadableFile["reason"]));
    }
  });
});
