import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { UnreadableFile } from "#lib/formats/source.ts";

/** Whether a file that begins with these bytes is gzip (RFC 1952). */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * Unpacks gzip as it comes, several members one after the other among it. Throws UnreadableFile where it is damaged or
 * cut off, and where something else than padding follows.
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacker = createGunzip();
  const source = packed[Symbol.asyncIterator]();
  let taken = 0;
  let padding = 0;
  const take = async () => {
    const { value, done } = await source.next();
    if (done) return null;
    taken += value.length;
    const zeros = value.length - 1 - value.findLastIndex((byte) => byte !== 0);
    padding = zeros === value.length ? padding + zeros : zeros;
    return value;
  };
  const fed = pipeline(async function* () {
    for (let chunk = await take(); chunk !== null; chunk = await take()) yield chunk;
  }, unpacker);
  // Whoever reads the other end learns of it.
  fed.catch(() => {});
  try {
    yield* unpacker;
    await fed.catch(unlessEndedEarly);
    // For zlib zeros are the end, whatever follows them.
    while ((await take()) !== null);
    if (unpacker.bytesWritten + padding < taken) throw new UnreadableFile("damaged-gzip");
  } catch (error) {
    throw isDamage(error) ? new UnreadableFile("damaged-gzip") : error;
  } finally {
    unpacker.destroy();
    await source.return?.();
  }
}

function unlessEndedEarly(error: unknown): void {
  if (codeOf(error) !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
}

function isDamage(error: unknown): boolean {
  return /^Z_(DATA|BUF)_ERROR$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
