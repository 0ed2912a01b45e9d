import { requireAnnotator } from "#lib/auth/access.ts";
import { renewAssignments } from "#lib/judgment/mutations.ts";
import { readScreen } from "#lib/judgment/queries.ts";
import { renewSchema } from "#lib/judgment/schema.ts";
import { readJson, refuseForeignWrite, runRoute, unavailable } from "#lib/route.ts";

export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId } = renewSchema.parse(await readJson(request));
    const access = await requireAnnotator(projectId);
    const renewed = await renewAssignments(access);
    if (renewed === "unsure") {
      return unavailable();
    }
    const screen = await readScreen(access);
    return Response.json({ renewed, screen }, { headers: { "cache-control": "private, no-store" } });
  });
}
