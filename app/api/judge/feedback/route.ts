import { requireAnnotator } from "#lib/auth/access.ts";
import { takeFeedback } from "#lib/judgment/feedback/mutations.ts";
import { listUnseenMisses } from "#lib/judgment/feedback/queries.ts";
import { feedbackSchema } from "#lib/judgment/feedback/schema.ts";
import { readJson, refuseForeignWrite, runRoute } from "#lib/route.ts";

// Apart from submitting: an answer on a gold takes no longer than any other.
export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId, ...input } = feedbackSchema.parse(await readJson(request));
    const access = await requireAnnotator(projectId);
    await takeFeedback(access, input);
    const misses = await listUnseenMisses(access);
    return Response.json({ misses }, { headers: { "cache-control": "private, no-store" } });
  });
}
