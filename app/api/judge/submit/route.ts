import { requireAnnotator } from "#lib/auth/access.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { submitSchema } from "#lib/judgment/schema.ts";
import { readJson, refuseForeignWrite, runRoute, unavailable } from "#lib/route.ts";

export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId, ...input } = submitSchema.parse(await readJson(request));
    const outcome = await submitJudgment(await requireAnnotator(projectId), input);
    if (outcome.outcome === "unsure") {
      return unavailable();
    }
    return Response.json(outcome, { headers: { "cache-control": "private, no-store" } });
  });
}
