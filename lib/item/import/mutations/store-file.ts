import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "#lib/errors.ts";
import { UnreadableFile } from "#lib/formats/source.ts";
import { MAX_UPLOAD_BYTES, TOO_LARGE, UNPACKED_TOO_LARGE } from "#lib/item/import/rules/draft.ts";
import { unreadableMessage } from "#lib/item/import/rules/unreadable.ts";
import { examineUpload } from "#lib/item/reading/mutations.ts";
import type { Survey } from "#lib/item/reading/rules.ts";
import { gunzip, isGzip } from "#lib/store/gunzip.ts";
import { type Incoming, openIncoming } from "#lib/store/incoming.ts";
import { store } from "#lib/store/store.ts";

export type Upload = {
  readonly fileName: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** The length that was announced, where one was */
  readonly length: number | null;
};

type StoredFile = {
  sha256: string;
  /** The digest of what was uploaded, where that was compressed */
  packedSha256: string | null;
  bytes: number;
  format: string;
  survey: Survey | null;
};

/**
 * Writes an upload to disk as it arrives, unpacks it where it is gzip, and gives it its digest as a name once it is there
 * for good. A file in which no table can be read is refused with the reason, before anything refers to it.
 */
export async function storeFile(upload: Upload): Promise<StoredFile> {
  const incoming = await openIncoming("upload");
  try {
    const { sha256, bytes } = await receive(incoming, upload.body, TOO_LARGE);
    if (upload.length !== null && upload.length !== bytes) {
      throw new AppError("invalid", "The upload was interrupted. Try again.");
    }
    const isPacked = isGzip(await readStart(incoming.name));
    return isPacked ? await unpack(incoming, sha256) : await keepTable(incoming, { sha256, bytes });
  } catch (error) {
    if (error instanceof UnreadableFile) {
      throw new AppError("invalid", unreadableMessage(error.reason, error.detail));
    }
    throw error;
  } finally {
    await incoming.drop();
  }
}

async function unpack(packed: Incoming, packedSha256: string): Promise<StoredFile> {
  const incoming = await openIncoming("upload");
  try {
    const content = gunzip(store().read(packed.name));
    const received = await receive(incoming, content, UNPACKED_TOO_LARGE);
    return { ...(await keepTable(incoming, received)), packedSha256 };
  } finally {
    await incoming.drop();
  }
}

async function keepTable(incoming: Incoming, { sha256, bytes }: Received): Promise<StoredFile> {
  const { format, survey } = await examineUpload(incoming.name, {}, bytes);
  await incoming.keep(sha256);
  return { sha256, packedSha256: null, bytes, format, survey };
}

async function readStart(name: string): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(store().read(name, { from: 0, to: 1 })));
}

type Received = { sha256: string; bytes: number };

async function receive(
  incoming: Incoming,
  body: AsyncIterable<Uint8Array>,
  tooLarge: string,
): Promise<Received> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_UPLOAD_BYTES) throw new AppError("too_large", tooLarge);
    hash.update(chunk);
    await incoming.write(chunk);
  }
  await incoming.end();
  return { sha256: hash.digest("hex"), bytes };
}
