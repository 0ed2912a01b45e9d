import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { UnreadableFile } from "#lib/formats/source.ts";
import { gunzip } from "./gunzip.ts";

const ONE = gzipSync("query,name\n");
const TWO = gzipSync("lamp,Größe\n");
const ZEROS = Buffer.alloc(512);
const JUNK = Buffer.from("not gzip");

async function unpack(...chunks: Uint8Array[]): Promise<string> {
  const given = async function* () {
    yield* chunks;
  };
  return Buffer.concat(await Array.fromAsync(gunzip(given()))).toString();
}

const bytewise = (bytes: Uint8Array) => [...bytes].map((byte) => Uint8Array.of(byte));

describe("what is whole comes out whole", () => {
  test.each<[string, Uint8Array[]]>([
    ["two members in one piece", [Buffer.concat([ONE, TWO])]],
    ["two members in two pieces", [ONE, TWO]],
    ["byte by byte", bytewise(Buffer.concat([ONE, TWO]))],
    ["with padding in the same piece", [Buffer.concat([ONE, TWO, ZEROS])]],
    ["with padding of its own", [ONE, TWO, ZEROS, ZEROS]],
  ])("%s", async (_, chunks) => {
    expect(await unpack(...chunks)).toBe("query,name\nlamp,Größe\n");
  });

  test("a large one is never held as a whole", async () => {
    const packed = gzipSync(Buffer.alloc(64_000_000));
    let most = 0;
    let all = 0;
    const given = async function* () {
      yield packed;
    };
    for await (const piece of gunzip(given())) {
      most = Math.max(most, piece.length);
      all += piece.length;
    }
    expect([all, most <= 65_536]).toEqual([64_000_000, true]);
  });
});

describe("what is damaged is refused", () => {
  const wrong = (at: number) => ONE.map((byte, index) => (index === ONE.length + at ? byte ^ 1 : byte));
  test.each<[string, Uint8Array[]]>([
    ["cut off in its content", [ONE.subarray(0, 15)]],
    ["cut off in its end", [ONE.subarray(0, -3)]],
    ["cut off in its second member", [ONE, TWO.subarray(0, 12)]],
    ["another checksum", [wrong(-6)]],
    ["another length", [wrong(-2)]],
    ["something else after it", [Buffer.concat([ONE, JUNK])]],
    ["something else in the next piece", [ONE, JUNK]],
    ["a member behind padding, which would be lost", [Buffer.concat([ONE, ZEROS, TWO])]],
    ["nothing but the first bytes", [Uint8Array.of(0x1f, 0x8b)]],
  ])("%s", async (_, chunks) => {
    await expect(unpack(...chunks)).rejects.toThrow(new UnreadableFile("damaged-gzip"));
  });

  test("a fault of whoever gives the bytes stays what it is", async () => {
    const given = async function* () {
      yield ONE;
      throw new Error("aborted");
    };
    await expect(Array.fromAsync(gunzip(given()))).rejects.toThrow("aborted");
  });
});
