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
    "328695ddb8dcbc27cb33974d03874874c3398ab843d0c7eab5f584106b5bc93a",
    "63dbc1c1dacd0b6062ab0b5ea65c7074ea6a92401edc564207550f75644ae321",
  ],
  [
    "pooled",
    "least-distance",
    "ea7e4818e99bb9e7f155f11fff2023ab7ec70a9f6e52cd48a0cc7b55d493b21d",
    "4969955c8505407b4808880701a95cf85e5028160f27a6f1e4cf0aed761a6aab",
  ],
  [
    "mace",
    "most-probable",
    "366970582a4d0ebdd6600de9c49f88610c4e0df6b2fd7aa63f686901e712f3cb",
    "4634be68d7accc4974ceb763a7de6d5feb20a3a77681f80057bbd3df1c331250",
  ],
  [
    "trust-weighted",
    "most-probable",
    "e88d043b7a909def29588cf1c3e759156f19a843ed59a09456bc2362bcc76278",
    "81137e8f4e193ac4cdbba7cd4e6c9908699b9c427010f4ed195e9b3966c87381",
  ],
  [
    "majority",
    "most-probable",
    "cacee9afd98e9d1cfd0d71c779ad4aceeb5a2eae689a0f9ac382b9d4c85e775e",
    "6d68627068f60fb3071273553921ffcac2054f6a146ca5c2ba59e58695f7e33f",
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
