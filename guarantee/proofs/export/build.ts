// Builds a dataset version of a project as the product does, or composes one again from what it was frozen with, and
// prints the digests of its files. Started by check.ts with GUARANTEE_EXPORT.
import type { RequesterAccess } from "#lib/auth/access.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { composeVersion } from "#lib/dataset/mutations/compose.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import { chunksOf } from "#lib/dataset/mutations/stored-file.ts";
import { readDatasetFile } from "#lib/dataset/queries/versions.ts";
import type { Parameters, Pinned } from "#lib/dataset/rules/version.ts";

export type Built = {
  version: number;
  /** SHA-256 by name */
  files: Record<string, string>;
  labels: number;
  repeatedItems: number;
  repeatedJudgments: number;
};

type Asked = { projectId: string; version: number | null; edit: { from: string; to: string } | null };

const asked = JSON.parse(process.env.GUARANTEE_EXPORT ?? "{}") as Asked;
if (asked.edit?.from) plantInQueries(asked.edit.from, asked.edit.to);
console.log(JSON.stringify(asked.version === null ? await build() : await composeAgain(asked.version)));
process.exit();

async function build(): Promise<Built> {
  const access = actForProject(asked.projectId);
  const version = await freezeDataset(access, {
    method: "majority",
    grades: [0, 0, 1, 2, 3],
    decision: "most-probable",
    queryIds: "numbered",
  });
  await buildDataset(access, version);
  const { rows } = await pool.query<{ name: string; sha256: string }>(
    `SELECT name, sha256 FROM dataset_file
     WHERE project_id = $1 AND version = $2 AND name <> 'manifest.json' AND bytes > 0`,
    [asked.projectId, version],
  );
  const texts: Record<string, string> = {};
  for (const { name } of rows) texts[name] = await readText(access, version, name);
  return summarize(version, Object.fromEntries(rows.map(({ name, sha256 }) => [name, sha256])), texts);
}

async function readText(access: RequesterAccess, version: number, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readDatasetFile(access, version, name)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

async function composeAgain(version: number): Promise<Built> {
  const { rows } = await pool.query<{ parameters: Parameters; pinned: Pinned }>(
    "SELECT parameters, pinned FROM dataset_version WHERE project_id = $1 AND version = $2",
    [asked.projectId, version],
  );
  const [inputs] = rows;
  if (!inputs) throw new Error(`There is no version ${version}.`);
  const access = actForProject(asked.projectId);
  const texts = new Map<string, Buffer[]>();
  const { files } = await composeVersion(access, inputs, {
    async open({ name }) {
      const chunks: Buffer[] = [];
      texts.set(name, chunks);
      // Chunks are filled again and again.
      return chunksOf(async (content) => void chunks.push(Buffer.from(content)));
    },
    told: () => {},
    signal: new AbortController().signal,
    rowsAtOnce: 1000,
  });
  return summarize(
    version,
    Object.fromEntries(files.filter(({ bytes }) => bytes > 0).map(({ name, sha256 }) => [name, sha256])),
    Object.fromEntries([...texts].map(([name, chunks]) => [name, Buffer.concat(chunks).toString("utf8")])),
  );
}

function summarize(version: number, files: Record<string, string>, texts: Record<string, string>): Built {
  const labels = idsOf(texts["data/labels.jsonl"], "item_no");
  const judgments = idsOf(texts["data/judgments.jsonl"], "seq");
  return {
    version,
    files,
    labels: labels.length,
    repeatedItems: labels.length - new Set(labels).size,
    repeatedJudgments: judgments.length - new Set(judgments).size,
  };
}

function idsOf(text: string | undefined, name: string): unknown[] {
  const lines = (text ?? "").split("\n").filter((line) => line !== "");
  return lines.map((line) => (JSON.parse(line) as Record<string, unknown>)[name]);
}

/** A bug in the statements that the product sends; it must fit one of them. */
function plantInQueries(from: string, to: string): void {
  const plain = pool.query.bind(pool) as (...words: unknown[]) => unknown;
  let hits = 0;
  pool.query = ((text: unknown, ...rest: unknown[]) => {
    const isHit = typeof text === "string" && text.includes(from);
    if (isHit) hits++;
    return plain(isHit ? text.replace(from, to) : text, ...rest);
  }) as typeof pool.query;
  process.on("exit", () => {
    if (hits === 0) throw new Error(`The plant does not fit: no statement has "${from}".`);
  });
}
