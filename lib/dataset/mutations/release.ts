import "server-only";
import { createHash } from "node:crypto";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import type { DatasetFile } from "#lib/dataset/rules/version.ts";

const CHUNK_BYTES = 1 << 20;

/** The version whose files are written, inside the transaction that builds it: all of them appear or none. */
export type Release = { client: ClientBase; access: RequesterAccess; version: number };

/** Writes one file from its pieces of text. Returns its length and digest. */
export async function writeFile(
  release: Release,
  file: { name: string; mediaType: string; rows: number | null },
  pieces: Iterable<string>,
): Promise<DatasetFile> {
  const { client, access, version } = release;
  const hash = createHash("sha256");
  let bytes = 0;
  let no = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  await client.query(
    "INSERT INTO dataset_file (project_id, version, name, media_type, bytes, sha256) VALUES ($1, $2, $3, $4, 0, '')",
    [access.projectId, version, file.name, file.mediaType],
  );
  const flush = async () => {
    const content = Buffer.concat(waiting);
    await client.query(
      "INSERT INTO dataset_chunk (project_id, version, name, no, content) VALUES ($1, $2, $3, $4, $5)",
      [access.projectId, version, file.name, no++, content],
    );
    hash.update(content);
    bytes += content.length;
    waiting = [];
    waitingBytes = 0;
  };
  for (const piece of pieces) {
    const part = Buffer.from(piece, "utf8");
    waiting.push(part);
    waitingBytes += part.length;
    if (waitingBytes >= CHUNK_BYTES) await flush();
  }
  if (waitingBytes > 0) await flush();
  const sha256 = hash.digest("hex");
  await client.query(
    "UPDATE dataset_file SET bytes = $4, sha256 = $5 WHERE project_id = $1 AND version = $2 AND name = $3",
    [access.projectId, version, file.name, bytes, sha256],
  );
  return { ...file, bytes, sha256 };
}
