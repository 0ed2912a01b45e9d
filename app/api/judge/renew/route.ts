import { requireAnnotator } from "#lib/auth/access.ts";
import { renewAssignments } from "#lib/judgment/mutations.ts";
import { renewSchema } from "#lib/judgment/schema.ts";
import { readJson, refuseForeignWrite, runRoute, unavailable } from "#lib/route.ts";

export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId } = renewSchema.parse(await readJson(request));
    const renewed = await renewAssignments(await requireAnnotator(projectId));
    if (renewed === "unsure") {
      return unavailable();
    }
    return Response.json({ renewed }, { headers: { "cache-control": "private, no-store" } });
  });
}
