import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonEntries } from "./json-entries.ts";
import { readJsonl } from "./jsonl.ts";
import { MAX_CELL_BYTES, MAX_ROW_BYTES } from "./source.ts";

async function brief(content: string | Uint8Array, chunk = 5): Promise<string[]> {
  const bytes = Buffer.from(content);
  const source = async function* (from: number) {
    for (let at = from; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  };
  const rows = await Array.fromAsync(readJsonl(source));
  return rows
    .filter((row) => !("fields" in row) || row.fields.size > 0)
    .map((row) =>
      "fields" in row
        ? `${row.line}: ${[...row.fields].map((pair) => pair.join("=")).join(" ")}`
        : `${row.line}! ${row.reject.code} ${row.reject.column} ${row.reject.detail}`.trim(),
    );
}

describe("the entries of a JSON object", () => {
  test("are texts: numbers as spelled, null as nothing, nested values as JSON without blanks", () => {
    const text = ' { "s" : "a\\nb", "n": 1.50, "e":1e3, "t": true, "z": null, "o": {"k": [1, 2.0, " x "]} } ';
    expect(Object.fromEntries(jsonEntries(text) as Map<string, string>)).toEqual({
      s: "a\nb",
      n: "1.50",
      e: "1e3",
      t: "true",
      z: "",
      o: '{"k":[1,2.0," x "]}',
    });
  });

  test("agree with JSON.parse on every object that has nothing to reject", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const entries = jsonEntries(JSON.stringify(value));
        if ("code" in entries) return;
        expect([...entries.keys()].sort()).toEqual(Object.keys(JSON.parse(JSON.stringify(value))).sort());
        for (const [name, text] of entries) {
          const expected = value[name];
          if (typeof expected === "string") expect(text).toBe(expected);
          else if (expected === null) expect(text).toBe("");
          else expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expected)));
        }
      }),
    );
  });

  test("stay data when they are called __proto__ or constructor", () => {
    const entries = jsonEntries('{"__proto__":{"x":1},"constructor":"c"}') as Map<string, string>;
    expect([...entries]).toEqual([
      ["__proto__", '{"x":1}'],
      ["constructor", "c"],
    ]);
  });

  test("survive nesting that a recursive walk would not", () => {
    const deep = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect((jsonEntries(deep) as Map<string, string>).get("a")).toHaveLength(400_000);
  });
});

describe("reading JSON Lines", () => {
  test("takes one object per line, LF or CRLF, and passes over empty lines", async () => {
    expect(await brief('{"a":1}\r\n\n  \n{"a":"é"}')).toEqual(["1: a=1", "4: a=é"]);
  });

  test("takes a line with nothing on it for a row without cells", async () => {
    const source = async function* () {
      yield Buffer.from('{"a":1}\n\n{}\n');
    };
    const rows = await Array.fromAsync(readJsonl(source), (row) => ("fields" in row ? row.fields.size : -1));
    expect(rows).toEqual([1, 0, 0]);
  });

  test("names what is no number by its column, and only outside of strings", async () => {
    const lines = [
      '{"a":"NaN","b":{"c":[NaN]}}',
      '{"a":Infinity,"b":NaN}',
      '{"a":NaN,}',
      '{"a":"NaN"}',
      '{"a":"open NaN',
    ];
    expect(await brief(lines.join("\n"))).toEqual([
      "1! not-a-number b NaN",
      "2! not-a-number a Infinity",
      "3! not-json null",
      "4: a=NaN",
      "5! not-json null",
    ]);
  });

  test("has no more columns in all rows together than one row may have", async () => {
    const line = (from: number, count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${from + n}`, "x"])));
    const lines = [line(0, 600), line(600, 400), line(0, 1), line(1000, 1), line(999, 1), line(0, 1001)];
    const rows = (await brief(lines.join("\n"), 4096)).map((row) => row.slice(0, 40).split("=")[0]);
    expect(rows).toEqual([
      "1: c0",
      "2: c600",
      "3: c0",
      "4! too-many-columns c1000 1001",
      "5: c999",
      "6! too-many-columns c1000 1001",
    ]);
  });

  test("rejects what JSON.parse would change or hide", async () => {
    const lines = [
      '{"a":1,"a":2}',
      '{"a":1,"\\u0061":2}',
      '{"a":{"b":1,"b":2}}',
      '{"a":9007199254740993}',
      '{"a":[-9007199254740992]}',
      '{"a":1e999}',
      '{"a":"\\ud800"}',
      '{"a":"x\\u0000y"}',
      "[1]",
      '"text"',
      "{a:1}",
      '{"a":9007199254740991}',
    ];
    expect(await brief(lines.join("\n"))).toEqual([
      "1! duplicate-key a a",
      "2! duplicate-key a a",
      "3! duplicate-key a b",
      "4! unsafe-number a 9007199254740993",
      "5! unsafe-number a -9007199254740992",
      "6! unsafe-number a 1e999",
      "7! lone-surrogate a",
      "8! nul-character a",
      "9! not-an-object null",
      "10! not-an-object null",
      "11! not-json null",
      "12: a=9007199254740991",
    ]);
  });

  test("rejects broken bytes and over-long cells and lines, and goes on", async () => {
    const content = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xff]),
      Buffer.from(
        `"}\n{"a":"${"x".repeat(MAX_CELL_BYTES + 1)}"}\n${"y".repeat(MAX_ROW_BYTES + 1)}\n{"a":"\0"}\n{"a":3}`,
      ),
    ]);
    expect(await brief(content, 65536)).toEqual([
      "1! invalid-utf8 null",
      "2! cell-too-long a",
      "3! row-too-long null",
      "4! nul-character null",
      "5: a=3",
    ]);
  });
});
