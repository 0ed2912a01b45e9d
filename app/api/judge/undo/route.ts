import { requireAnnotator } from "#lib/auth/access.ts";
import { undoJudgment } from "#lib/judgment/mutations.ts";
import { undoSchema } from "#lib/judgment/schema.ts";
import { readJson, refuseForeignWrite, runRoute, unavailable } from "#lib/route.ts";

export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId, ...input } = undoSchema.parse(await readJson(request));
    const outcome = await undoJudgment(await requireAnnotator(projectId), input);
    if (outcome.outcome === "unsure") {
      return unavailable();
    }
    return Response.json(outcome, { headers: { "cache-control": "private, no-store" } });
  });
}
