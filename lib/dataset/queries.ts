import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import type { DatasetFile, Parameters } from "./rules.ts";

export type DatasetVersionRow = {
  version: number;
  state: string;
  method: string;
  parameters: Parameters;
  manifest: Manifest | null;
  digest: string | null;
  error: string | null;
  createdAt: Date;
  files: DatasetFile[];
};

/** What the pages read of a manifest; the file holds more. */
export type Manifest = {
  counts: Record<"items" | "labeled" | "gold" | "judgments" | "counted" | "annotators" | "tied", number>;
  agreement: Record<string, unknown>;
  goldAccuracy: Record<string, unknown>;
};

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
  return rows.map((row) => ({
    ...row,
    parameters: row.parameters as unknown as Parameters,
    manifest: row.manifest as unknown as Manifest | null,
    files: row.files.map((file) => ({ ...file, bytes: Number(file.bytes), rows: null })),
  }));
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

export type FrozenJudgment = {
  seq: string;
  itemNo: number;
  annotatorNo: number;
  action: string;
  level: number | null;
  unratable: string | null;
  comment: string | null;
  durationMs: number | null;
  guidelineVersion: number;
  counted: boolean;
  supersedes: string | null;
  createdAt: Date;
  /** Not superseded by a judgment up to the watermark */
  isNewest: boolean;
};

/**
 * Every judgment up to the watermark, by item and time. Reads the append-only table alone, so that the
 * answer for a watermark is the same for ever.
 */
export async function listFrozenJudgments(
  access: RequesterAccess,
  watermark: string,
): Promise<FrozenJudgment[]> {
  const { rows } = await pool.query<FrozenJudgment>(
    `SELECT j.seq, j.item_no AS "itemNo", j.annotator_no AS "annotatorNo", j.action, j.level, j.unratable, j.comment,
            j.duration_ms AS "durationMs", j.guideline_version AS "guidelineVersion", j.counted, j.supersedes,
            j.created_at AS "createdAt",
            NOT EXISTS (SELECT 1 FROM judgment s WHERE s.project_id = j.project_id AND s.supersedes = j.seq
                        AND s.seq <= $2) AS "isNewest"
     FROM judgment j WHERE j.project_id = $1 AND j.seq <= $2 ORDER BY j.item_no, j.seq`,
    [access.projectId, watermark],
  );
  return rows;
}

export type FrozenItem = {
  no: number;
  key: string;
  fields: Record<string, string>;
  queryNo: number | null;
  queryKey: string | null;
  queryText: string | null;
};

/** Items that are part of the project, in order of their number. */
export async function listFrozenItems(access: RequesterAccess): Promise<FrozenItem[]> {
  const { rows } = await pool.query<FrozenItem>(
    `SELECT i.no, i.key, i.fields, q.no AS "queryNo", q.key AS "queryKey", q.text AS "queryText"
     FROM item i LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE i.project_id = $1 AND i.state NOT IN ('staged', 'removed') ORDER BY i.no`,
    [access.projectId],
  );
  return rows;
}

export type GoldKey = { itemNo: number; version: number; levels: number[] };

/** The gold keys as they stood at these versions. */
export async function listFrozenGold(
  access: RequesterAccess,
  versions: Record<string, number>,
): Promise<GoldKey[]> {
  const { rows } = await pool.query<GoldKey>(
    `SELECT g.item_no AS "itemNo", g.version, g.levels FROM gold_version g
     JOIN unnest($2::int[], $3::int[]) AS k (item_no, version) ON k.item_no = g.item_no AND k.version = g.version
     WHERE g.project_id = $1 ORDER BY g.item_no`,
    [access.projectId, Object.keys(versions).map(Number), Object.values(versions)],
  );
  return rows;
}
