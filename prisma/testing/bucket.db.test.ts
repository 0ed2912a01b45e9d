import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterAll, expect, test, vi } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { listDatasetVersions, readDatasetFile } from "#lib/dataset/queries/versions.ts";
import { folderPath } from "#lib/store/folder.ts";
import { DEMO, seedDemo } from "#prisma/demo/seed.ts";
import { bring, makeEmptyProject } from "#prisma/testing/import-fixture.ts";

// Before anything reads the settings.
const local = await vi.hoisted(async () => {
  const { startLocalBucket } = await import("#lib/store/local-bucket.fixture.ts");
  const bucket = await startLocalBucket();
  const settings = { ...bucket.settings, ASSAY_STORE: bucket.endpoint };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return bucket;
});
afterAll(() => local.stop());

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const inFolder = () => readdir(folderPath(""));

test("an upload goes to the bucket, is imported from there and leaves nothing on this machine", async () => {
  await makeEmptyProject();
  const file = "query,id,name\nlamp,1,Desk lamp\nlamp,2,Floor lamp\n";
  expect(await bring(file)).toMatchObject({ state: "done", shown: ["Desk lamp", "Floor lamp"] });
  expect([...local.held.keys()]).toEqual([digestOf(Buffer.from(file))]);
  expect(await inFolder()).toEqual([]);
});

test("a version is written to the bucket and read from there, byte for byte as its manifest says", async () => {
  await seedDemo(new Date("2026-11-20T10:00:00Z"));
  const access = actForProject(DEMO);
  const version = await freezeDataset(access, {
    ...{ method: "majority", decision: "most-probable" },
    ...{ grades: [0, 0, 1, 2, 3], queryIds: "numbered" },
  });
  await buildDataset(access, version);
  const [{ files = [] } = {}] = await listDatasetVersions(access);
  expect(files.map(({ name }) => name)).toContain("data/judgments.parquet");
  for (const { name, sha256, bytes } of files) {
    const read = Buffer.concat(await Array.fromAsync(readDatasetFile(access, version, name)));
    expect([digestOf(read), read.length]).toEqual([sha256, bytes]);
    expect(local.held.has(sha256)).toBe(true);
  }
  expect(await inFolder()).toEqual([]);
});
