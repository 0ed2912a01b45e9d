import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import { UnreadableFile } from "#lib/formats/source.ts";
import { MAX_UPLOAD_BYTES, TOO_LARGE } from "#lib/item/import/rules/draft.ts";
import { unreadableMessage } from "#lib/item/import/rules/unreadable.ts";
import { examineUpload } from "#lib/item/reading/mutations.ts";
import { uploadPath } from "#lib/item/reading/queries.ts";
import type { Survey } from "#lib/item/reading/rules.ts";

export type Upload = {
  readonly fileName: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** The length that was announced, where one was */
  readonly length: number | null;
};

type StoredFile = { sha256: string; bytes: number; format: string; survey: Survey | null };

/**
 * Writes an upload to disk as it arrives and gives it its digest as a name once it is there for good. A file
 * in which no table can be read is refused with the reason, before anything refers to it.
 */
export async function storeFile(upload: Upload): Promise<StoredFile> {
  await mkdir(uploadPath(""), { recursive: true });
  const part = uploadPath(`${randomUUID()}.part`);
  try {
    const { sha256, bytes } = await writePart(part, upload.body);
    if (upload.length !== null && upload.length !== bytes) {
      throw new AppError("invalid", "The upload was interrupted. Try again.");
    }
    const { format, survey } = await examineUpload(path.basename(part), {}, bytes);
    await rename(part, uploadPath(sha256));
    await syncFolder(uploadPath(""));
    return { sha256, bytes, format, survey };
  } catch (error) {
    if (error instanceof UnreadableFile) {
      throw new AppError("invalid", unreadableMessage(error.reason, error.detail));
    }
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

async function writePart(part: string, body: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const file = await open(part, "wx", 0o600);
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > MAX_UPLOAD_BYTES) throw new AppError("too_large", TOO_LARGE);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes };
}

// A rename is on disk when its folder is.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
