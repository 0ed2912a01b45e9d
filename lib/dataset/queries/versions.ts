import "server-only";
import { countLevels, listCountedJudgments } from "#lib/agreement/queries.ts";
import type { CountedJudgment } from "#lib/agreement/rules.ts";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { compareMethods, type Methods } from "#lib/dataset/rules/comparison.ts";
import { type Evidence, prepareEvidence } from "#lib/dataset/rules/evidence.ts";
import type { DatasetVersionRow, FreezePlan, Manifest, Parameters } from "#lib/dataset/rules/version.ts";
import { CUTS } from "#lib/formats/qrels.ts";

/** Newest first. */
export async function listDatasetVersions(access: RequesterAccess): Promise<DatasetVersionRow[]> {
  const rows = await prisma.datasetVersion.findMany({
    where: { projectId: access.projectId },
    orderBy: { version: "desc" },
    select: {
      version: true,
      state: true,
      method: true,
      parameters: true,
      manifest: true,
      digest: true,
      error: true,
      createdAt: true,
      files: { orderBy: { name: "asc" }, select: { name: true, mediaType: true, bytes: true, sha256: true } },
    },
  });
  const made = rows.filter((row) => row.state === "ready");
  return rows.map((row) => ({
    ...row,
    equals:
      row.state === "equal" ? (made.find(({ digest }) => digest === row.digest)?.version ?? null) : null,
    parameters: row.parameters as unknown as Parameters,
    manifest: row.manifest as unknown as Manifest | null,
    files: row.files.map((file) => ({ ...file, bytes: Number(file.bytes), rows: null })),
  }));
}

/** What the form of a new version starts from. */
export async function readFreezePlan(access: RequesterAccess): Promise<FreezePlan> {
  const { rows } = await pool.query<FreezePlan>(
    `SELECT p.relevant_from AS "relevantFrom",
            (SELECT jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name, 'gain', l.gain) ORDER BY l.value)
             FROM level l WHERE l.project_id = p.id) AS levels,
            (SELECT count(*)::int FROM item i WHERE i.project_id = p.id AND NOT i.is_gold
               AND i.state IN ('open', 'done', 'paused')) AS items,
            (SELECT count(*)::int FROM item i WHERE i.project_id = p.id AND NOT i.is_gold
               AND i.state IN ('open', 'done', 'paused') AND i.counted > 0) AS judged,
            NOT EXISTS (SELECT 1 FROM query q WHERE q.project_id = p.id
                        AND (q.key = '' OR q.key ~ $2)) AS "canOwnQueryIds"
     FROM project p WHERE p.id = $1`,
    [access.projectId, CUTS],
  );
  return rows[0] ?? { relevantFrom: 1, levels: [], items: 0, judged: 0, canOwnQueryIds: true };
}

/** More judgments than this are scored while a version is built, not while somebody waits for a page. */
const MOST_AT_ONCE = 60_000;

/** Every method as it would come out now, scored on the gold answered so far; null where that is too much to wait for. */
export async function readMethods(access: RequesterAccess): Promise<Methods | null> {
  const evidence = await readEvidence(access);
  if (evidence.judgments.length > MOST_AT_ONCE) return null;
  const { rows } = await pool.query<{ itemNo: number }>(
    `SELECT item_no AS "itemNo" FROM current_gold WHERE project_id = $1`,
    [access.projectId],
  );
  const gold = new Set(rows.map(({ itemNo }) => itemNo));
  const judged = new Set(evidence.judgments.map(({ itemNo }) => itemNo));
  const ordinary = [...judged].filter((no) => !gold.has(no));
  return compareMethods(prepareEvidence(evidence), ordinary);
}

/** What labels are made from, as it counts now. */
export async function readEvidence(access: RequesterAccess): Promise<Evidence> {
  const [judgments, gold, levels] = await Promise.all([
    listCountedJudgments(access, true),
    listGoldInUse(access),
    countLevels(access),
  ]);
  return { judgments, levels, ...gold };
}

/** The gold that nobody doubts, and everybody's current answers on it, whether they count or not. */
async function listGoldInUse(access: RequesterAccess): Promise<Pick<Evidence, "goldLevels" | "goldAnswers">> {
  const [golds, answers] = await Promise.all([
    pool.query<{ itemNo: number; levels: number[] }>(
      `SELECT item_no AS "itemNo", levels FROM scored_gold WHERE project_id = $1`,
      [access.projectId],
    ),
    pool.query<CountedJudgment>(
      `SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level FROM scored_gold g
       JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
       WHERE g.project_id = $1 AND c.level IS NOT NULL ORDER BY c.item_no, c.seq`,
      [access.projectId],
    ),
  ]);
  return {
    goldLevels: new Map(golds.rows.map(({ itemNo, levels }) => [itemNo, levels])),
    goldAnswers: answers.rows,
  };
}

/** A file of a finished version, or null. */
export async function findDatasetFile(
  access: RequesterAccess,
  version: number,
  name: string,
): Promise<{ mediaType: string; bytes: number; sha256: string } | null> {
  const file = await prisma.datasetFile.findFirst({
    where: { projectId: access.projectId, version, name, dataset: { state: "ready" } },
    select: { mediaType: true, bytes: true, sha256: true },
  });
  return file && { ...file, bytes: Number(file.bytes) };
}

/** The bytes of a file in pieces of about a megabyte, in order. */
export async function* readDatasetFile(
  access: RequesterAccess,
  version: number,
  name: string,
): AsyncGenerator<Uint8Array> {
  for (let no = 0; ; no++) {
    const { rows } = await pool.query<{ content: Buffer }>(
      "SELECT content FROM dataset_chunk WHERE project_id = $1 AND version = $2 AND name = $3 AND no = $4",
      [access.projectId, version, name, no],
    );
    const chunk = rows[0];
    if (!chunk) return;
    yield chunk.content;
  }
}
