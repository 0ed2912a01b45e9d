import { readVersionGold } from "#lib/dataset/queries/frozen.ts";
import { goldLines } from "#lib/dataset/rules/gold-file.ts";
import { downloadName } from "#lib/dataset/rules/version.ts";
import { versionPathSchema } from "#lib/dataset/schema.ts";
import { AppError } from "#lib/errors.ts";
import { requesterRoute } from "#lib/route.ts";

/** The acceptable levels of a version's gold, as they were when it was frozen. */
export const GET = requesterRoute("project:read", versionPathSchema, async (access, { version }) => {
  const gold = await readVersionGold(access, version);
  if (gold === null) throw new AppError("not_found", "There is no such version.");
  return new Response(goldLines(gold), {
    headers: {
      "content-type": "application/jsonl; charset=utf-8",
      "content-disposition": `attachment; filename="${downloadName(access.projectId, version, "gold.jsonl")}"`,
      "cache-control": "private, no-cache",
    },
  });
});
