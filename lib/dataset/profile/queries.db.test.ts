import { beforeAll, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { readDatasetFile } from "#lib/dataset/queries/versions.ts";
import { DEMO, seedDemo } from "#prisma/demo/seed.ts";
import { openProfile } from "./queries.ts";
import { TOOLS } from "./rules/tools.ts";

const access = actForProject(DEMO);
let version = 0;

beforeAll(async () => {
  await seedDemo(new Date("2026-11-20T10:00:00Z"));
  version = await freezeDataset(access, {
    ...{ method: "pooled", decision: "most-probable", grades: [0, 0, 1, 2, 3], queryIds: "numbered" },
  });
  await buildDataset(access, version);
});

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts).toString("utf8");
}

async function read(name: string): Promise<string> {
  const opened = await openProfile(access, version, name);
  if (opened === null || "refusal" in opened) throw new Error(`${name} was not made`);
  return textOf(opened.pieces);
}

const stored = (name: string) => textOf(readDatasetFile(access, version, name));
const linesOf = (text: string) => text.split("\n").slice(0, -1);

test.each(TOOLS.flatMap(({ files }) => files))("%s is made of the stored files", async (name) => {
  expect((await read(name)).length).toBeGreaterThan(100);
});

describe("what is made says the same as the version's own files", () => {
  test("of the grades", async () => {
    const qrels = linesOf(await stored("qrels.txt")).map((line) => line.split(" "));
    const beir = linesOf(await read("beir/qrels/test.tsv")).slice(1);
    expect(beir).toEqual(qrels.map(([query, , document, grade]) => `${query}\t${document}\t${grade}`));
  });

  test("of the queries", async () => {
    const own = linesOf(await stored("queries.tsv")).map((line) => line.split("\t")[0]);
    expect(linesOf(await read("beir/queries.jsonl")).map((line) => JSON.parse(line)._id)).toEqual(own);
  });

  test("of the documents, with the title and the text that judges saw", async () => {
    const { rows } = await pool.query<{ pinned: { fieldRoles: { name: string; role: string }[] } }>(
      "SELECT pinned FROM dataset_version WHERE project_id = $1 AND version = $2",
      [DEMO, version],
    );
    const title = rows[0]?.pinned.fieldRoles.find(({ role }) => role === "title")?.name;
    const [first] = linesOf(await stored("data/labels.jsonl")).map((line) => JSON.parse(line));
    const [document] = linesOf(await read("beir/corpus.jsonl")).map((line) => JSON.parse(line));
    expect(document).toMatchObject({ _id: first.item_id, title: first[`source_${title}`] });
  });

  test("of the answers that count", async () => {
    const counted = linesOf(await stored("data/judgments.jsonl"))
      .map((line) => JSON.parse(line))
      .filter((row) => row.counted && row.level !== null);
    const answers = linesOf(await read("crowd-kit/answers.csv")).slice(1);
    expect(answers).toEqual(counted.map((row) => `${row.item_no},${row.annotator},${row.level}`));
    expect(new Set(answers.map((line) => line.split(",").slice(0, 2).join()))).toHaveProperty(
      "size",
      answers.length,
    );
  });
});

test("a file that nobody knows, and a version that is not there, are not found", async () => {
  expect(await openProfile(access, version, "beir/other.tsv")).toBeNull();
  expect(await openProfile(access, version, "constructor")).toBeNull();
  expect(await openProfile(access, 999, "beir/corpus.jsonl")).toBeNull();
  expect(await openProfile(actForProject("other"), version, "beir/corpus.jsonl")).toBeNull();
});

test("two queries with one text are refused by tools that know queries by their text, and by no other", async () => {
  await pool.query(
    `UPDATE query SET text = (SELECT text FROM query WHERE project_id = $1 AND no = 1) WHERE project_id = $1 AND no = 2`,
    [DEMO],
  );
  const again = await freezeDataset(access, {
    ...{ method: "majority", decision: "most-probable", grades: [0, 1, 2, 3, 4], queryIds: "numbered" },
  });
  await buildDataset(access, again);
  for (const name of ["quepid/ratings.csv", "opensearch/judgments.json", "solr/judgments.txt"])
    expect(await openProfile(access, again, name)).toMatchObject({ refusal: { reason: "same-text" } });
  expect(await openProfile(access, again, "ranx/qrels.json")).toHaveProperty("pieces");
});
