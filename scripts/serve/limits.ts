import { MAX_UPLOAD_BYTES } from "#lib/item/import/rules.ts";

const KB = 1024;
const UPLOAD = /^\/api\/projects\/[^/]+\/imports\/?$/;

/** How many bytes a body to this path may have. The routes read less, and only after their gate; pages read none. */
export function limitOf(path: string): number {
  if (UPLOAD.test(path)) return MAX_UPLOAD_BYTES;
  return path.startsWith("/api/") ? 128 * KB : 0;
}
