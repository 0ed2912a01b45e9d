import { Readable } from "node:stream";
import { findDatasetFile, readDatasetFile } from "#lib/dataset/queries/versions.ts";
import { downloadName } from "#lib/dataset/rules/version.ts";
import { fileSchema } from "#lib/dataset/schema.ts";
import { AppError } from "#lib/errors.ts";
import { requesterRoute } from "#lib/route.ts";
import { beginReading, tellMissing } from "#lib/store/begin.ts";

/** One file of a version, byte for byte as it was frozen. */
export const GET = requesterRoute("project:read", fileSchema, async (access, { version, name }) => {
  const file = await findDatasetFile(access, version, name);
  if (!file) throw new AppError("not_found", "There is no such file.");
  const pieces = await beginReading(readDatasetFile(access, version, name)).catch(tellMissing);
  return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream, {
    headers: {
      "content-type": name.endsWith(".parquet") ? file.mediaType : `${file.mediaType}; charset=utf-8`,
      "content-length": String(file.bytes),
      "content-disposition": `attachment; filename="${downloadName(access.projectId, version, name)}"`,
      "cache-control": "private, no-cache",
      etag: `"${file.sha256}"`,
    },
  });
});
