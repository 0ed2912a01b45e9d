import { requireAnnotator } from "#lib/auth/access.ts";
import { claimItems } from "#lib/judgment/mutations.ts";
import { listHeld, myProgress, readScreen } from "#lib/judgment/queries.ts";
import { claimSchema } from "#lib/judgment/schema.ts";
import { readJson, refuseForeignWrite, runRoute, unavailable } from "#lib/route.ts";

export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId, count, since } = claimSchema.parse(await readJson(request));
    const access = await requireAnnotator(projectId);
    const empty = await claimItems(access, count);
    if (empty === "unsure") {
      return unavailable();
    }
    const [held, progress, screen] = await Promise.all([
      empty === null ? listHeld(access) : [],
      since === undefined ? null : myProgress(access, since),
      readScreen(access),
    ]);
    return Response.json(
      { held, empty, progress, screen },
      { headers: { "cache-control": "private, no-store" } },
    );
  });
}
