import { Readable } from "node:stream";
import { requireRequester } from "#lib/auth/access.ts";
import { findDatasetFile, readDatasetFile } from "#lib/dataset/queries/versions.ts";
import { downloadName } from "#lib/dataset/rules/version.ts";
import { fileSchema } from "#lib/dataset/schema.ts";
import { AppError } from "#lib/errors.ts";
import { runRoute } from "#lib/route.ts";

type Context = { params: Promise<{ projectId: string; version: string; name: string[] }> };

/** One file of a version, byte for byte as it was frozen. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return runRoute(async () => {
    const { projectId, ...path } = await params;
    const access = await requireRequester(projectId);
    const asked = fileSchema.safeParse(path);
    const { version, name } = asked.data ?? { version: 0, name: "" };
    const file = asked.success ? await findDatasetFile(access, version, name) : null;
    if (!file) throw new AppError("not_found", "There is no such file.");
    const pieces = readDatasetFile(access, version, name);
    return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream, {
      headers: {
        "content-type": `${file.mediaType}; charset=utf-8`,
        "content-length": String(file.bytes),
        "content-disposition": `attachment; filename="${downloadName(access.projectId, version, name)}"`,
        "cache-control": "private, no-cache",
        etag: `"${file.sha256}"`,
      },
    });
  });
}
