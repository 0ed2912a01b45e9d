import { requireAnnotator } from "#lib/auth/access.ts";
import { addTimings } from "#lib/judgment/timing/mutations.ts";
import { timingSchema } from "#lib/judgment/timing/schema.ts";
import { readJson, refuseForeignWrite, runRoute } from "#lib/route.ts";

const MOST_BYTES = 32 * 1024;

export function POST(request: Request): Promise<Response> {
  return runRoute(async () => {
    refuseForeignWrite(request);
    const { projectId, counts } = timingSchema.parse(await readJson(request, MOST_BYTES));
    await addTimings(await requireAnnotator(projectId), counts);
    return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
  });
}
