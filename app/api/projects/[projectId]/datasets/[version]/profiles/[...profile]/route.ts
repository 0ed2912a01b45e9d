import { Readable } from "node:stream";
import { refusalInWords } from "#components/dataset/profile-words.ts";
import { openProfile } from "#lib/dataset/profile/queries.ts";
import { downloadName } from "#lib/dataset/rules/version.ts";
import { profileSchema } from "#lib/dataset/schema.ts";
import { AppError } from "#lib/errors.ts";
import { requesterRoute } from "#lib/route.ts";
import { beginReading, tellMissing } from "#lib/store/begin.ts";

/** A version in the format of another tool, made while it is sent. */
export const GET = requesterRoute("project:read", profileSchema, async (access, { version, profile }) => {
  const opened = await openProfile(access, version, profile).catch(tellMissing);
  if (opened === null) throw new AppError("not_found", "There is no such file.");
  if ("refusal" in opened) throw new AppError("conflict", refusalInWords(opened.refusal));
  const pieces = await beginReading(opened.pieces).catch(tellMissing);
  return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream, {
    headers: {
      "content-type": `${opened.mediaType}; charset=utf-8`,
      "content-disposition": `attachment; filename="${downloadName(access.projectId, version, profile)}"`,
      "cache-control": "private, no-cache",
    },
  });
});
