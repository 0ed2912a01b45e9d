import { readBuild } from "#lib/dataset/queries/versions.ts";
import { versionPathSchema } from "#lib/dataset/schema.ts";
import { AppError } from "#lib/errors.ts";
import { requesterRoute } from "#lib/route.ts";

/** Whether a version is built, and how far that is: asked every second, so it reads one row. */
export const GET = requesterRoute("project:read", versionPathSchema, async (access, { version }) => {
  const build = await readBuild(access, version);
  if (!build) throw new AppError("not_found", "There is no such version.");
  return Response.json(build, { headers: { "cache-control": "no-store" } });
});
