import { MAX_UPLOAD_BYTES } from "#lib/item/import/rules/draft.ts";

const KB = 1024;
const UPLOAD = /^\/api\/projects\/[^/]+\/imports\/?$/;

/**
 * How many bytes a body to this path may have: a file, the arguments of an action, a form or JSON. Routes read less,
 * and only after their gate.
 */
export function limitOf(method: string, path: string): number {
  if (UPLOAD.test(path)) return MAX_UPLOAD_BYTES;
  return method === "POST" && !path.startsWith("/api/") ? 1024 * KB : 128 * KB;
}
