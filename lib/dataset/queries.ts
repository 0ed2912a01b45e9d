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
