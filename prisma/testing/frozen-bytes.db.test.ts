import { beforeAll, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { listDatasetVersions } from "#lib/dataset/queries/versions.ts";
import type { FreezeInput } from "#lib/dataset/schema.ts";
import { DEMO, seedDemo } from "#prisma/demo/seed.ts";

const access = actForProject(DEMO);

beforeAll(() => seedDemo(new Date("2026-11-20T10:00:00Z")));

// The digest of a manifest holds those of all files, so one byte anywhere changes it. The first of each pair was taken in November
// 2026, when a version was still composed in memory as a whole and had no Parquet; what was frozen then still comes to it. A
// change of the demo, of a method or of the format changes them, and then they are taken anew; a change of how files are
// written must not.
const DIGESTS: readonly [FreezeInput["method"], FreezeInput["decision"], string, string][] = [
  [
    "pooled",
    "most-probable",
    "2edc5fad8ef42cc7d6d3f7c37c2c4009d5f2ae2ad438154874fa7bfe00af85dd",
    "b1014089d49f5778aed45ead4933ea8f551a48824cda3f61aa85134e1930f5a3",
  ],
  [
    "pooled",
    "least-distance",
    "e7d4ce578059d37b7a3a18ce7c9f0f19aa23b444a668f0c395532011ebacdd00",
    "f2aa2819ae76981eeb6ae908fb3a50ea4db43466fb694a626520607d4f8b68a8",
  ],
  [
    "mace",
    "most-probable",
    "a2cc7cb096e61c9b1524af5c1cef57d4be94a642085126a848ca7a150f5ec7c8",
    "8d19ca0ff6d9ff14b3c94c93c3e9d02cfd29e2225589fe61d5416d8575b98b7c",
  ],
  [
    "trust-weighted",
    "most-probable",
    "26453da59ba055422ba116de777e21bdf42321a723cdb08d33d2fe3a854e77a2",
    "af8a3f2a6a362e40f76620775e0f7af6791b77def444f279c5731e74a26843a1",
  ],
  [
    "majority",
    "most-probable",
    "7edc60fc0d31aeed261e1db05d6eb478388ff56d64029fb231995e3afc055ec6",
    "47697ae3f26aeaaac51929dccd0faa13e62bfc8b0803b333800b6f064fb172ca",
  ],
];

test.each(DIGESTS)(
  "the demo frozen by %s, %s, before there was Parquet has the bytes that it always had",
  async (method, decision, digest) => {
    const version = await freeze({ method, decision });
    await pool.query(
      "UPDATE dataset_version SET parameters = parameters - 'formats' WHERE project_id = $1 AND version = $2",
      [DEMO, version],
    );
    expect(await build(version)).toMatchObject({ version, state: "ready", digest });
  },
);

test.each(DIGESTS)(
  "the demo frozen by %s, %s, has the bytes that it has had since",
  async (method, decision, _, digest) => {
    const version = await freeze({ method, decision });
    expect(await build(version)).toMatchObject({ version, state: "ready", digest });
  },
);

const freeze = (input: Pick<FreezeInput, "method" | "decision">) =>
  freezeDataset(access, { ...input, grades: [0, 0, 1, 2, 3], queryIds: "numbered" });

async function build(version: number) {
  // Stretches that end anywhere.
  await buildDataset(access, version, { rowsAtOnce: 97 });
  return (await listDatasetVersions(access))[0];
}
