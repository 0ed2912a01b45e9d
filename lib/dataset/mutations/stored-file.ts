import "server-only";
import { createHash } from "node:crypto";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { type FilePieces, VERSION_FILES, type VersionFileName } from "#lib/dataset/rules/pieces.ts";
import type { Renaming } from "#lib/dataset/rules/renaming.ts";
import type { DatasetFile } from "#lib/dataset/rules/version.ts";

const CHUNK_BYTES = 1 << 20;

/** One building of a version: its number says whether what is written still belongs to it. */
export type Build = { access: RequesterAccess; version: number; build: number };

/** Somebody canceled the version, or another worker builds it: this one has nothing more to do. */
export class BuildEnded extends Error {
  constructor() {
    super("The version is no longer built here.");
    this.name = "BuildEnded";
  }
}

/** Where the text of a file goes, piece by piece. */
export type FileSink = {
  write(text: string): Promise<void>;
  close(): Promise<{ bytes: number; sha256: string }>;
};

export type OpenFile = (file: { name: string; mediaType: string }) => Promise<FileSink>;

/** All files at once, each with its own chunk that fills. */
export async function openFiles(open: OpenFile, renamed: Renaming) {
  const wanted = VERSION_FILES.filter(({ name }) => name !== "documents.tsv" || renamed.size > 0);
  const sinks = new Map<VersionFileName, FileSink>();
  const rowsOf = new Map<VersionFileName, number>();
  for (const file of wanted) sinks.set(file.name, await open(file));
  return {
    async write(pieces: FilePieces): Promise<void> {
      for (const [name, sink] of sinks) {
        const piece = pieces[name];
        if (piece === undefined) continue;
        await sink.write(piece.text);
        rowsOf.set(name, (rowsOf.get(name) ?? 0) + piece.rows);
      }
    },
    async close(): Promise<DatasetFile[]> {
      const closed: DatasetFile[] = [];
      for (const { name, mediaType } of wanted) {
        const told = await (sinks.get(name) as FileSink).close();
        closed.push({
          name,
          mediaType,
          ...told,
          rows: name === "guideline.md" ? null : (rowsOf.get(name) ?? 0),
        });
      }
      return closed;
    },
  };
}

// The row of the version is locked until the piece is stored: whoever takes the version over, or cancels it, finds it or
// prevents it.
const IF_OURS =
  "FROM dataset_version WHERE project_id = $1 AND version = $2 AND build = $3 AND state = 'building' FOR SHARE";

/**
 * A file of the version that is built. Each chunk is stored by itself while the next one fills, and nobody sees any of them
 * before the version is ready.
 */
export async function openFile(
  { access, version, build }: Build,
  { name, mediaType }: { name: string; mediaType: string },
): Promise<FileSink> {
  const store = async (insert: string, ...values: unknown[]) => {
    const { rowCount } = await pool.query(`${insert} ${IF_OURS}`, [
      ...[access.projectId, version, build, name],
      ...values,
    ]);
    if (rowCount === 0) throw new BuildEnded();
  };
  await store(
    `INSERT INTO dataset_file (project_id, version, name, media_type, bytes, sha256)
     SELECT $1, $2, $4, $5, 0, ''`,
    mediaType,
  );
  const chunks = chunksOf((no, content) =>
    store(
      "INSERT INTO dataset_chunk (project_id, version, name, no, content) SELECT $1, $2, $4, $5, $6",
      no,
      content,
    ),
  );
  return {
    write: chunks.write,
    async close() {
      const told = await chunks.close();
      const { rowCount } = await pool.query(
        `UPDATE dataset_file SET bytes = $5, sha256 = $6 WHERE project_id = $1 AND version = $2 AND name = $4
         AND EXISTS (SELECT 1 ${IF_OURS})`,
        [access.projectId, version, build, name, told.bytes, told.sha256],
      );
      if (rowCount === 0) throw new BuildEnded();
      return told;
    },
  };
}

/** Inside the transaction that says that the version keeps no files. */
export async function removeFiles(
  access: RequesterAccess,
  client: ClientBase,
  version: number,
): Promise<void> {
  await client.query("DELETE FROM dataset_file WHERE project_id = $1 AND version = $2", [
    access.projectId,
    version,
  ]);
}

/** Cuts text into chunks and takes its digest. One chunk is stored while the next one fills, never more. */
export function chunksOf(store: (no: number, content: Buffer) => Promise<void>): FileSink {
  const hash = createHash("sha256");
  let filling = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let spare = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let filled = 0;
  let bytes = 0;
  let no = 0;
  let storing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await storing;
    const content = filling.subarray(0, filled);
    hash.update(content);
    bytes += filled;
    storing = store(no++, content);
    // Told at the next flush; a rejection that nobody waits for yet must not end the process.
    storing.catch(() => {});
    [filling, spare] = [spare, filling];
    filled = 0;
  };
  return {
    async write(text) {
      const part = Buffer.from(text, "utf8");
      for (let from = 0; from < part.length; ) {
        const copied = part.copy(filling, filled, from);
        filled += copied;
        from += copied;
        if (filled === CHUNK_BYTES) await flush();
      }
    },
    async close() {
      if (filled > 0) await flush();
      await storing;
      return { bytes, sha256: hash.digest("hex") };
    },
  };
}
