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
  ["pooled", "most-probable", "ba8119398175c524701d8bda21b3e2cc53ca01f11640d60415fd9b825b140ff9"],
  ["pooled", "least-distance", "c18b65b10457c2ec1cd76bfde81caf15dfbd6fbdce8795ffd0ea2ff3773a709d"],
  ["mace", "most-probable", "cc44e7b37fe1adfc2ff13e4ecb148ec0c7e15ccced2a2dc510433fb65baf0c25"],
  ["trust-weighted", "most-probable", "667964f16ffe73615a2b2f6ac5426aab36b01af0dfb5f2eec13bc72e46973e12"],
  ["majority", "most-probable", "90d490badcda3ba15f94ff51d49675ad6105fb21f1b5001e50bf77a769debe00"],
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
