import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import type { BuildProgress } from "#lib/dataset/rules/progress.ts";
import type { DatasetVersionRow, FreezePlan, Manifest, Parameters } from "#lib/dataset/rules/version.ts";
import { CUTS } from "#lib/formats/qrels.ts";
import { readItemCounts } from "#lib/project/progress/queries.ts";
import { store } from "#lib/store/store.ts";

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
      progress: true,
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
    progress: row.progress as unknown as BuildProgress | null,
    // While a version is built its files are not whole.
    files: (row.state === "ready" ? row.files : []).map((file) => ({
      ...file,
      bytes: Number(file.bytes),
      rows: null,
    })),
  }));
}

/** Whether a version is built, and how far that is; null where there is no such version. */
export async function readBuild(
  access: RequesterAccess,
  version: number,
): Promise<Pick<DatasetVersionRow, "state" | "progress"> | null> {
  const { rows } = await pool.query<Pick<DatasetVersionRow, "state" | "progress">>(
    "SELECT state, progress FROM dataset_version WHERE project_id = $1 AND version = $2",
    [access.projectId, version],
  );
  return rows[0] ?? null;
}

/** What the form of a new version starts from. */
export async function readFreezePlan(access: RequesterAccess): Promise<FreezePlan> {
  const [counts, { rows }] = await Promise.all([
    readItemCounts(access),
    pool.query<Omit<FreezePlan, "items" | "judged">>(
      `SELECT p.relevant_from AS "relevantFrom",
            (SELECT jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name, 'gain', l.gain) ORDER BY l.value)
             FROM level l WHERE l.project_id = $1) AS levels,
            NOT EXISTS (SELECT 1 FROM query q WHERE q.project_id = $1
                        AND (q.key = '' OR q.key ~ $2)) AS "canOwnQueryIds"
     FROM project p WHERE p.id = $1`,
      [access.projectId, CUTS],
    ),
  ]);
  const { done, begun, waiting, paused, judged } = counts;
  const plan = rows[0] ?? { relevantFrom: 1, levels: [], canOwnQueryIds: true };
  return { ...plan, items: done + begun + waiting + paused, judged };
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

/** The bytes of a file in pieces, in order. Versions of earlier releases have their files in the database. */
export async function* readDatasetFile(
  access: RequesterAccess,
  version: number,
  name: string,
): AsyncGenerator<Uint8Array> {
  const file = await findDatasetFile(access, version, name);
  if (file === null || file.bytes === 0) return;
  for (let no = 0; ; no++) {
    const { rows } = await pool.query<{ content: Buffer }>(
      "SELECT content FROM dataset_chunk WHERE project_id = $1 AND version = $2 AND name = $3 AND no = $4",
      [access.projectId, version, name, no],
    );
    const chunk = rows[0];
    if (chunk) yield chunk.content;
    else if (no === 0) return yield* store().read(file.sha256);
    else return;
  }
}
