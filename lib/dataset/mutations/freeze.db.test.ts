import { createHash } from "node:crypto";
import { parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { readMethods } from "#lib/dataset/queries/methods.ts";
import { listDatasetVersions, readDatasetFile } from "#lib/dataset/queries/versions.ts";
import { LABEL_RULE } from "#lib/dataset/rules/label.ts";
import type { FreezeInput } from "#lib/dataset/schema.ts";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { DEMO, seedDemo } from "#prisma/demo/seed.ts";
import { buildDataset } from "./build.ts";
import { abandonDataset } from "./finish.ts";
import { freezeDataset, refreezeDataset } from "./freeze.ts";

const access = actForProject(DEMO);
const INPUT: FreezeInput = {
  method: "trust-weighted",
  decision: "most-probable",
  grades: [0, 0, 1, 2, 3],
  queryIds: "numbered",
};

beforeAll(() => seedDemo(new Date("2026-11-20T10:00:00Z")));

async function freeze(input: FreezeInput): Promise<number> {
  const version = await freezeDataset(access, input);
  await buildDataset(access, version);
  return version;
}

async function readBytes(version: number, name: string): Promise<Buffer<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readDatasetFile(access, version, name)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const read = async (version: number, name: string) => (await readBytes(version, name)).toString("utf8");

const mapValues = (row: Record<string, unknown>, map: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, map(value)]));
const asMoment = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? new Date(value) : value;
const lines = (text: string) => text.split("\n").slice(0, -1);

describe("a dataset version", () => {
  let version = 0;
  beforeAll(async () => {
    version = await freeze(INPUT);
  });

  test("has a label for each of the 454 judged items and more, and none for gold", async () => {
    const labels = lines(await read(version, "data/labels.jsonl")).map((line) => JSON.parse(line));
    expect(labels).toHaveLength(543);
    const judged = labels.filter((label) => label.n_counted > 0);
    expect(judged.every((label) => label.label >= 1 && label.label <= 5 && label.confidence > 0)).toBe(true);
    expect(labels.filter((label) => label.n_counted === 0).every((label) => label.label === null)).toBe(true);
    const { rows } = await pool.query<{ no: number }>("SELECT no FROM item WHERE is_gold");
    const golds = new Set(rows.map(({ no }) => no));
    expect(labels.some((label) => golds.has(label.item_no))).toBe(false);
  });

  test.each(["data/labels", "data/judgments"])("says the same in each file of %s", async (table) => {
    const csv = lines(await read(version, `${table}.csv`));
    const jsonl = lines(await read(version, `${table}.jsonl`)).map((line) => JSON.parse(line));
    expect(csv).toHaveLength(jsonl.length + 1);
    expect(csv[0]?.split(",").sort()).toEqual(Object.keys(jsonl[0]));
    const file = new Uint8Array(await readBytes(version, `${table}.parquet`)).buffer;
    const rows = await parquetReadObjects({ file });
    const plain = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);
    expect(rows.map((row) => mapValues(row, plain))).toEqual(jsonl.map((row) => mapValues(row, asMoment)));
  });

  test("maps levels to grades as asked, in lines that evaluation tools read", async () => {
    const qrels = lines(await read(version, "qrels.txt"));
    // trec_eval reads four fields divided by blanks: topic, iteration, document, grade.
    expect(qrels.every((line) => /^q\d+ 0 \S+ [0-3]$/.test(line))).toBe(true);
    expect(new Set(qrels.map((line) => line.split(" ").slice(0, 3).join(" "))).size).toBe(qrels.length);
    const byNo = new Map(
      lines(await read(version, "queries.tsv")).map((line) => line.split("\t") as [string, string]),
    );
    expect(qrels.every((line) => byNo.has(line.split(" ")[0] ?? ""))).toBe(true);
  });

  test("carries the digest of every file in its manifest", async () => {
    const manifest = JSON.parse(await read(version, "manifest.json"));
    expect(manifest.files.map((file: { name: string }) => file.name)).toContain("data/labels.csv");
    for (const file of manifest.files) {
      const bytes = await readBytes(version, file.name);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.sha256);
      expect(bytes.length).toBe(file.bytes);
    }
    expect(manifest).toMatchObject({
      simulated_crowd: true,
      counts: { items: 543, gold: 60, counted: 1356, annotators: 14 },
      gold_accuracy: { n: 152, exact: { count: 111 } },
    });
    expect(manifest.agreement.alpha.value).toBeCloseTo(0.7333, 4);
  });

  test("holds what the page showed a moment before: the methods' scores, and how many labels each makes", async () => {
    const shown = await readMethods(access, INPUT.decision);
    const manifest = JSON.parse(await read(version, "manifest.json"));
    expect(JSON.parse(canonicalJson(shown?.bench))).toEqual(manifest.bench);
    expect(await readMethods(access, INPUT.decision)).toBe(shown);
    const preview = shown?.previews.find(({ chosen }) => chosen === INPUT.method);
    expect(manifest.method).toMatchObject(preview ?? {});
    expect(Object.values(manifest.method.labels)).toEqual([manifest.counts.labeled]);
  });

  test("is not made twice: the same content is the same version", async () => {
    const again = await freeze(INPUT);
    const versions = await listDatasetVersions(access);
    expect(versions).toMatchObject([
      { version: again, state: "equal", equals: version, files: [] },
      { version, state: "ready", equals: null },
    ]);
  });

  test("is another one by another method", async () => {
    const other = await freeze({ ...INPUT, method: "majority" });
    const [newest, older] = await listDatasetVersions(access);
    expect(newest).toMatchObject({ version: other, state: "ready", method: "majority" });
    expect(newest?.digest).not.toBe(older?.digest);
  });

  test("takes the level that was chosen, and says so", async () => {
    const taken = async (decision: FreezeInput["decision"]) => {
      const made = await freeze({ ...INPUT, method: "pooled", decision });
      const labels = lines(await read(made, "data/labels.jsonl")).map((line) => JSON.parse(line));
      const { method, parameters } = JSON.parse(await read(made, "manifest.json"));
      expect(parameters.decision).toBe(decision);
      return { labels, says: method.decision };
    };
    const probable = await taken("most-probable");
    const near = await taken("least-distance");
    expect(probable.says).toMatch(/^The most probable level of those/);
    expect(near.says).toMatch(/^The level with the least expected distance of those/);
    const cost = (labels: { expected_error: number }[]) =>
      labels.reduce((sum, { expected_error }) => sum + expected_error, 0);
    expect(cost(near.labels)).toBeLessThan(cost(probable.labels));
    for (const {
      dist_1,
      dist_2,
      dist_3,
      dist_4,
      dist_5,
      votes_1,
      votes_2,
      votes_3,
      votes_4,
      votes_5,
      label,
    } of probable.labels) {
      if (label === null) continue;
      const votes = [votes_1, votes_2, votes_3, votes_4, votes_5];
      const given = [dist_1, dist_2, dist_3, dist_4, dist_5].filter((_, at) => votes[at] > 0);
      expect([dist_1, dist_2, dist_3, dist_4, dist_5][label - 1]).toBeCloseTo(Math.max(...given), 9);
    }
  });

  test("names the rule that made its labels", async () => {
    const manifest = JSON.parse(await read(version, "manifest.json"));
    expect(manifest.parameters.rule).toBe(LABEL_RULE);
  });

  test("is not built by another rule than the one it was frozen under", async () => {
    const other = await freezeDataset(access, { ...INPUT, method: "wawa" });
    await pool.query(
      `UPDATE dataset_version SET parameters = parameters || jsonb_build_object('rule', $3::int)
       WHERE project_id = $1 AND version = $2`,
      [DEMO, other, LABEL_RULE + 1],
    );
    await buildDataset(access, other);
    expect((await listDatasetVersions(access)).find((row) => row.version === other)).toMatchObject({
      state: "failed",
      error: "upgraded",
      files: [],
    });
  });

  test("that was given up stays failed until somebody starts it again, and then comes out as it would have", async () => {
    const other = await freezeDataset(access, { ...INPUT, grades: [0, 2, 4, 6, 8] });
    await abandonDataset(access, other, "stopped");
    await buildDataset(access, other);
    const find = async () => (await listDatasetVersions(access)).find((row) => row.version === other);
    expect(await find()).toMatchObject({ state: "failed", error: "stopped", files: [] });
    await refreezeDataset(access, other);
    await expect(refreezeDataset(access, other)).rejects.toMatchObject({ code: "conflict" });
    await buildDataset(access, other);
    expect(await find()).toMatchObject({ state: "ready", error: null });
    // What is ready is given up by nobody.
    await abandonDataset(access, other, "stopped");
    expect(await find()).toMatchObject({ state: "ready" });
  });

  test("can be changed by nobody", async () => {
    for (const table of ["dataset_version", "dataset_file"]) {
      const change = pool.query(`DELETE FROM ${table} WHERE project_id = $1 AND version = $2`, [
        DEMO,
        version,
      ]);
      await expect(change).rejects.toMatchObject({ code: "23001" });
    }
  });
});

describe("a version of a release that kept files in the database", () => {
  test("can be read as before, has no other files than it had, and can be changed by nobody", async () => {
    const old = await freezeDataset(access, { ...INPUT, grades: [0, 3, 5, 7, 9] });
    await pool.query(
      `WITH file AS (
         INSERT INTO dataset_file (project_id, version, name, media_type, bytes, sha256)
         VALUES ($1, $2, 'data/labels.csv', 'text/csv', 8, 'of then'), ($1, $2, 'qrels.txt', 'text/plain', 0, 'empty'))
       SELECT 1`,
      [DEMO, old],
    );
    await pool.query(
      `INSERT INTO dataset_chunk (project_id, version, name, no, content)
       VALUES ($1, $2, 'data/labels.csv', 0, 'item'), ($1, $2, 'data/labels.csv', 1, '_no\n')`,
      [DEMO, old],
    );
    await pool.query(
      "UPDATE dataset_version SET state = 'ready', digest = 'of then', manifest = '{}' WHERE project_id = $1 AND version = $2",
      [DEMO, old],
    );
    expect(await read(old, "data/labels.csv")).toBe("item_no\n");
    expect(await read(old, "qrels.txt")).toBe("");
    const files = (await listDatasetVersions(access)).find((row) => row.version === old)?.files;
    expect(files?.map(({ name }) => name)).toEqual(["data/labels.csv", "qrels.txt"]);
    const change = pool.query("DELETE FROM dataset_chunk WHERE project_id = $1 AND version = $2", [
      DEMO,
      old,
    ]);
    await expect(change).rejects.toMatchObject({ code: "23001" });
  });
});

describe("freezing is refused", () => {
  test("with grades for another scale", async () => {
    await expect(freezeDataset(access, { ...INPUT, grades: [0, 1] })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("under ids with blanks, which would shift the columns of qrels", async () => {
    await expect(freezeDataset(access, { ...INPUT, queryIds: "own" })).rejects.toMatchObject({
      code: "invalid",
      fields: { queryIds: expect.stringContaining("space") },
    });
  });
});
