import "server-only";
import { createHash } from "node:crypto";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { FilePieces, VersionFileName, versionFiles } from "#lib/dataset/rules/pieces.ts";
import type { DatasetFile } from "#lib/dataset/rules/version.ts";
import { MissingFile } from "#lib/store/contract.ts";
import { dropInterrupted, openIncoming } from "#lib/store/incoming.ts";

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

/** Where a file goes, piece by piece. */
export type FileSink = {
  /** Takes the piece before it returns */
  write(piece: string | Uint8Array): Promise<void>;
  close(): Promise<{ bytes: number; sha256: string }>;
  /** Forgets what was written and not closed */
  drop(): Promise<void>;
};

export type OpenFile = (file: { name: string; mediaType: string }) => Promise<FileSink>;

/** All files at once, each with its own chunk that fills. */
export async function openFiles(open: OpenFile, wanted: ReturnType<typeof versionFiles>) {
  const sinks = new Map<VersionFileName, FileSink>();
  const rowsOf = new Map<VersionFileName, number>();
  const drop = async () => {
    for (const sink of sinks.values()) await sink.drop();
  };
  try {
    for (const file of wanted) sinks.set(file.name, await open(file));
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    drop,
    async write(pieces: FilePieces): Promise<void> {
      for (const [name, sink] of sinks) {
        const piece = pieces[name];
        if (piece === undefined) continue;
        await sink.write(piece.content);
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

// The row of the version is locked until the statement is done: whoever takes the version over, or cancels it, finds the row or
// prevents it.
const IF_OURS =
  "FROM dataset_version WHERE project_id = $1 AND version = $2 AND build = $3 AND state = 'building' FOR SHARE";

/**
 * A file of the version that is built. It is written beside the store, put there when it is whole, and nobody sees it before
 * the version is ready.
 */
export async function openFile(
  building: Build,
  file: { name: string; mediaType: string },
): Promise<FileSink> {
  const { access, version, build } = building;
  const ours = [access.projectId, version, build, file.name];
  const { rowCount } = await pool.query(
    `INSERT INTO dataset_file (project_id, version, name, media_type, bytes, sha256)
     SELECT $1, $2, $4, $5, 0, '' ${IF_OURS}`,
    [...ours, file.mediaType],
  );
  if (rowCount === 0) throw new BuildEnded();
  const incoming = await openIncoming(purposeOf(building));
  const chunks = chunksOf(incoming.write);
  return {
    write: chunks.write,
    async close() {
      const told = await chunks.close();
      await incoming.end();
      await incoming.keep(told.sha256).catch((error: unknown) => {
        // The next building of the version removed it, on the same machine.
        throw error instanceof MissingFile ? new BuildEnded() : error;
      });
      const { rowCount } = await pool.query(
        `UPDATE dataset_file SET bytes = $5, sha256 = $6 WHERE project_id = $1 AND version = $2 AND name = $4
         AND EXISTS (SELECT 1 ${IF_OURS})`,
        [...ours, told.bytes, told.sha256],
      );
      if (rowCount === 0) throw new BuildEnded();
      return told;
    },
    async drop() {
      await chunks.drop();
      await incoming.drop();
    },
  };
}

/** Inside the transaction that says that the version keeps no files. Those in the store go when nothing else names them. */
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

/** Removes what earlier buildings of the version had not finished. The caller holds its lock. */
export function removeInterrupted(building: Build): Promise<void> {
  return dropInterrupted(purposeOf(building));
}

function purposeOf({ access, version }: Build): string {
  return `version ${access.projectId} ${version}`;
}

/** Cuts pieces into chunks and takes their digest. One chunk is stored while the next one fills, never more. */
export function chunksOf(store: (content: Buffer) => Promise<void>): FileSink {
  const hash = createHash("sha256");
  let filling = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let spare = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let filled = 0;
  let bytes = 0;
  let storing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await storing;
    const content = filling.subarray(0, filled);
    hash.update(content);
    bytes += filled;
    storing = store(content);
    // Told at the next flush; a rejection that nobody waits for yet must not end the process.
    storing.catch(() => {});
    [filling, spare] = [spare, filling];
    filled = 0;
  };
  return {
    async write(piece) {
      const part = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
      for (let from = 0; from < part.length; ) {
        const copied = Math.min(CHUNK_BYTES - filled, part.length - from);
        filling.set(part.subarray(from, from + copied), filled);
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
    // What is being stored has an end of its own.
    drop: () => storing.catch(() => {}),
  };
}
