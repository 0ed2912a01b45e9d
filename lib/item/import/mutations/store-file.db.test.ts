import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { folderPath } from "#lib/store/folder.ts";
import { bring, makeEmptyProject, upload } from "#prisma/testing/import-fixture.ts";

beforeEach(makeEmptyProject);

const FILE = Buffer.from("query,id,name\nlamp,1,Größe 24\nlamp,2,Lampe\n");
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function digests(): Promise<unknown> {
  const { rows } = await pool.query('SELECT sha256, packed_sha256 AS "packedSha256", bytes::int FROM import');
  return rows[0];
}

test("a compressed file is read as its content is, and the import knows the digests of both", async () => {
  const packed = Buffer.concat([gzipSync(FILE.subarray(0, 20)), gzipSync(FILE.subarray(20))]);
  expect(await bring(packed)).toMatchObject({ state: "done", shown: ["Größe 24", "Lampe"] });
  expect(await digests()).toEqual({
    sha256: digestOf(FILE),
    packedSha256: digestOf(packed),
    bytes: FILE.length,
  });
});

test("a file that is not compressed has one digest", async () => {
  await upload(FILE);
  expect(await digests()).toEqual({ sha256: digestOf(FILE), packedSha256: null, bytes: FILE.length });
});

test.each([
  ["that is cut off", gzipSync(FILE).subarray(0, -4), "damaged or incomplete"],
  ["with something behind it", Buffer.concat([gzipSync(FILE), FILE]), "damaged or incomplete"],
  ["in another", gzipSync(gzipSync(FILE)), "compressed twice"],
  ["of nothing", gzipSync(""), "The file is empty"],
  [
    "of an archive",
    gzipSync(Buffer.concat([Buffer.from("items.csv"), Buffer.alloc(503)])),
    "not a text file",
  ],
])("a compressed file %s is refused, and nothing of it stays", async (_, packed, words) => {
  const before = await readdir(folderPath(""));
  await expect(upload(packed)).rejects.toThrow(words);
  expect(await readdir(folderPath(""))).toEqual(before);
  expect(await digests()).toBeUndefined();
});
