import { beforeAll, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { listDatasetVersions } from "#lib/dataset/queries/versions.ts";
import type { FreezeInput } from "#lib/dataset/schema.ts";
import { DEMO, seedDemo } from "#prisma/demo/seed.ts";

const access = actForProject(DEMO);

beforeAll(() => seedDemo(new Date("2026-11-20T10:00:00Z")));

// The digest of a manifest holds those of all files, so one byte anywhere changes it. These were taken in November 2026, when
// a version was still composed in memory as a whole. A change of the demo, of a method or of the format changes them, and then
// they are taken anew; a change of how files are written must not.
test.each<[FreezeInput["method"], FreezeInput["decision"], string]>([
  ["pooled", "most-probable", "2edc5fad8ef42cc7d6d3f7c37c2c4009d5f2ae2ad438154874fa7bfe00af85dd"],
  ["pooled", "least-distance", "e7d4ce578059d37b7a3a18ce7c9f0f19aa23b444a668f0c395532011ebacdd00"],
  ["mace", "most-probable", "a2cc7cb096e61c9b1524af5c1cef57d4be94a642085126a848ca7a150f5ec7c8"],
  ["trust-weighted", "most-probable", "26453da59ba055422ba116de777e21bdf42321a723cdb08d33d2fe3a854e77a2"],
  ["majority", "most-probable", "7edc60fc0d31aeed261e1db05d6eb478388ff56d64029fb231995e3afc055ec6"],
])("the demo frozen by %s, %s, has the bytes that it always had", async (method, decision, digest) => {
  const version = await freezeDataset(access, {
    ...{ method, decision },
    grades: [0, 0, 1, 2, 3],
    queryIds: "numbered",
  });
  // Stretches that end anywhere.
  await buildDataset(access, version, { rowsAtOnce: 97 });
  const [newest] = await listDatasetVersions(access);
  expect(newest).toMatchObject({ version, state: "ready", digest });
});
