import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { readVersionGold } from "#lib/dataset/queries/frozen.ts";
import { listDatasetVersions, readDatasetFile } from "#lib/dataset/queries/versions.ts";
import { goldLines } from "#lib/dataset/rules/gold-file.ts";
import type { FreezeInput } from "#lib/dataset/schema.ts";
import { DEMO, seedDemo } from "#prisma/demo/seed.ts";

const access = actForProject(DEMO);
const scratch = mkdtempSync(path.join(tmpdir(), "verify-"));

beforeAll(() => seedDemo(new Date("2026-11-20T10:00:00Z")));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Freezes the demo and downloads every file of the version into a folder. */
async function download(change: Partial<FreezeInput>, prepare?: (version: number) => Promise<unknown>) {
  const version = await freezeDataset(access, {
    ...{ method: "pooled", decision: "most-probable", grades: [0, 0, 1, 2, 3], queryIds: "numbered" },
    ...change,
  });
  await prepare?.(version);
  await buildDataset(access, version, { rowsAtOnce: 97 });
  const [row] = await listDatasetVersions(access);
  const folder = path.join(scratch, String(version));
  mkdirSync(path.join(folder, "data"), { recursive: true });
  for (const { name } of row?.files ?? []) {
    const pieces: Uint8Array[] = [];
    for await (const piece of readDatasetFile(access, version, name)) pieces.push(piece);
    writeFileSync(path.join(folder, name), Buffer.concat(pieces));
  }
  writeFileSync(path.join(folder, "gold.jsonl"), goldLines((await readVersionGold(access, version)) ?? []));
  return { folder, digest: row?.digest ?? null, labels: row?.manifest?.counts.items };
}

/** What the program says; it ends with an error where anything differs. */
async function verify({ folder, digest }: { folder: string; digest: string | null }): Promise<string> {
  const words = ["scripts/verify.ts", folder, "--digest", digest ?? ""];
  return (await promisify(execFile)(process.execPath, words)).stdout;
}

test.each(["pooled", "mace", "trust-weighted"] as const)(
  "the demo frozen by %s is verified from its files alone, to the last digit",
  async (method) => {
    const version = await download({ method });
    expect(await verify(version)).toContain(`All ${version.labels} labels follow from the judgments.`);
  },
);

test("so is a version of before there was Parquet", async () => {
  const version = await download({ decision: "least-distance" }, (no) =>
    pool.query(
      "UPDATE dataset_version SET parameters = parameters - 'formats' WHERE project_id = $1 AND version = $2",
      [DEMO, no],
    ),
  );
  expect(await verify(version)).toContain(`All ${version.labels} labels follow from the judgments.`);
});

test("there is no gold of a version that is not there", async () => {
  expect(await readVersionGold(access, 999)).toBeNull();
});
