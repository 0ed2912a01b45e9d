import { beforeAll, describe, expect, test } from "vitest";
import { listCountedJudgments, readAgreement, readGoldStanding } from "#lib/agreement/queries.ts";
import { reinstateAnnotator, suspendAnnotator } from "#lib/annotator/standing/mutations.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { composeVersion } from "#lib/dataset/mutations/compose.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { chunksOf } from "#lib/dataset/mutations/stored-file.ts";
import type { Parameters, Pinned } from "#lib/dataset/rules/version.ts";
import { publishGuideline } from "#lib/guideline/mutations.ts";
import { moveItems } from "#lib/item/mutations.ts";
import { reopenItems } from "#lib/item/reopening/mutations.ts";
import { DEMO, seedDemo } from "#prisma/demo/seed.ts";
import { listDatasetVersions, readDatasetFile } from "./versions.ts";

const access = actForProject(DEMO);

beforeAll(() => seedDemo(new Date("2026-11-20T10:00:00Z")));

async function freeze(): Promise<number> {
  const version = await freezeDataset(access, {
    method: "majority",
    grades: [0, 0, 1, 2, 3],
    decision: "most-probable",
    queryIds: "numbered",
  });
  await buildDataset(access, version);
  return version;
}

async function readLines(version: number, name: string): Promise<Record<string, unknown>[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readDatasetFile(access, version, name)) pieces.push(piece);
  const lines = Buffer.concat(pieces).toString("utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Who is counted with which level on which item: by the pages, and by a version frozen at this moment. */
async function bothSides(version: number) {
  const pages = await listCountedJudgments(access, true);
  const { rows } = await pool.query<{ no: number; pseudonym: string }>(
    "SELECT no, pseudonym FROM annotator WHERE project_id = $1",
    [DEMO],
  );
  const names = new Map(rows.map(({ no, pseudonym }) => [no, pseudonym]));
  const files = (await readLines(version, "data/judgments.jsonl")).filter(({ counted }) => counted);
  return {
    pages: pages.map(({ itemNo, annotatorNo, level }) => `${itemNo} ${names.get(annotatorNo)} ${level}`),
    files: files.map(({ item_no, annotator, level }) => `${item_no} ${annotator} ${level}`),
  };
}

/** What a version says of itself is what its own rows say, and what the pages say. */
async function expectManifestOfFiles(version: number): Promise<void> {
  const rows = await readLines(version, "data/judgments.jsonl");
  const counted = rows.filter((row) => row.counted);
  const onGold = counted.filter(({ correct }) => correct !== null);
  const { manifest } = (await listDatasetVersions(access)).find((row) => row.version === version) ?? {};
  expect(manifest?.counts).toMatchObject({
    judgments: rows.length,
    annotators: new Set(counted.map(({ annotator }) => annotator)).size,
  });
  const { all } = await readGoldStanding(access);
  const n = onGold.length;
  const exact = { count: onGold.filter(({ correct }) => correct).length };
  expect({ files: { n, exact }, manifest: manifest?.gold_accuracy, page: all }).toMatchObject({
    manifest: { n, exact },
    page: { n, exact },
  });
  const { selection } = await readAgreement(access);
  const isChosen = selection.reopened > 0 || selection.removed > 0;
  expect(manifest?.agreement_over ?? null).toEqual(isChosen ? expect.stringContaining("Over all") : null);
}

async function expectOneTruth(): Promise<number> {
  const version = await freeze();
  await expectManifestOfFiles(version);
  const { pages, files } = await bothSides(version);
  // In the same order: the first judgments of an item are the same ones.
  expect(files).toEqual(pages);
  const judged = new Set((await listCountedJudgments(access, false)).map(({ itemNo }) => itemNo));
  const labels = (await readLines(version, "data/labels.jsonl")).filter(({ label }) => label !== null);
  expect(labels.map(({ item_no }) => item_no)).toEqual([...judged].sort((a, b) => a - b));
  const [newest] = await listDatasetVersions(access);
  const { pairableItems, alpha } = (await readAgreement(access)).headline;
  expect(newest?.manifest?.agreement).toMatchObject({ pairableItems, alpha: { ratings: alpha.ratings } });
  expect(newest?.manifest?.agreement.alpha.value).toBeCloseTo(alpha.value ?? 0, 11);
  return version;
}

describe("a version frozen now counts what the pages count", () => {
  test("after items were reopened under a new guideline", async () => {
    const [first] = (
      await pool.query<{ version: number }>(
        "SELECT max(version) AS version FROM guideline_version WHERE project_id = $1",
        [DEMO],
      )
    ).rows;
    const upTo = first?.version ?? 0;
    await publishGuideline(access, { markdown: "Version two", basedOn: upTo });
    const reopened = await reopenItems(access, { upTo, which: { by: "disagreement", atLeast: 1 } });
    expect(reopened.items).toBe(341);
    await expectOneTruth();
  });

  test("after people were suspended, and after they were reinstated", async () => {
    const person = { annotatorNo: 2, reason: "to be looked at" };
    await suspendAnnotator(access, person);
    await expectOneTruth();
    await reinstateAnnotator(access, person);
    await expectOneTruth();
  });

  test("after items were removed, and after they were restored", async () => {
    const nos = [...new Set((await listCountedJudgments(access, false)).map(({ itemNo }) => itemNo))];
    await moveItems(access, { nos: nos.slice(0, 20), move: "remove" });
    await expectOneTruth();
    await moveItems(access, { nos: nos.slice(0, 10), move: "restore" });
    await expectOneTruth();
  });
});

/** The digests of a version's files, made again from what was stored when it was frozen. */
async function recompute(version: number): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ parameters: Parameters; pinned: Pinned }>(
    "SELECT parameters, pinned FROM dataset_version WHERE project_id = $1 AND version = $2",
    [DEMO, version],
  );
  const { files } = await composeVersion(access, rows[0] as { parameters: Parameters; pinned: Pinned }, {
    open: async () => chunksOf(async () => {}),
    told: () => {},
    signal: new AbortController().signal,
    rowsAtOnce: 1000,
  });
  return Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]));
}

test("a version comes out byte for byte again after all that its inputs can suffer", async () => {
  await freeze();
  const versions = await listDatasetVersions(access);
  const { version = 0, files: stored = [] } = versions.find(({ state }) => state === "ready") ?? {};
  const before = Object.fromEntries(
    stored.filter(({ name }) => name !== "manifest.json").map(({ name, sha256 }) => [name, sha256]),
  );
  await pool.query("UPDATE project SET name = 'Another name', question = 'Another?' WHERE id = $1", [DEMO]);
  await pool.query("UPDATE level SET name = name || ' indeed', gain = gain + 1 WHERE project_id = $1", [
    DEMO,
  ]);
  await publishGuideline(access, { markdown: "Version three", basedOn: 2 });
  await moveItems(access, { nos: [5, 7, 9], move: "remove" });
  await suspendAnnotator(access, { annotatorNo: 3, reason: "to be looked at" });
  await reopenItems(access, { upTo: 2, which: { by: "all" } });
  const { rows: golds } = await pool.query<{ no: number }>(
    "SELECT no FROM item WHERE project_id = $1 AND is_gold ORDER BY no LIMIT 2",
    [DEMO],
  );
  await pool.query("SELECT set_gold($1, $2, '{1}', 'another', NULL)", [DEMO, golds[0]?.no]);
  await pool.query("SELECT set_gold($1, $2, '{}', '', NULL)", [DEMO, golds[1]?.no]);
  expect(await recompute(version)).toEqual(before);
});
