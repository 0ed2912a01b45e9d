import { requireAnnotator } from "#lib/auth/access.ts";
import { returnAssignments } from "#lib/judgment/mutations.ts";
import { returnSchema } from "#lib/judgment/schema.ts";
import { readJson, refuseForeignWrite, runRoute, unavailable } from "#lib/route.ts";

export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId, assignmentIds, when } = returnSchema.parse(await readJson(request));
    const returned = await returnAssignments(await requireAnnotator(projectId), assignmentIds, when);
    if (returned === "unsure") {
      return unavailable();
    }
    return Response.json({ returned }, { headers: { "cache-control": "private, no-store" } });
  });
}
