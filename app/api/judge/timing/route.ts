import { addTimings } from "#lib/judgment/timing/mutations.ts";
import { timingSchema } from "#lib/judgment/timing/schema.ts";
import { judgeRoute } from "#lib/route.ts";

export const POST = judgeRoute(timingSchema, async (access, { counts }) => {
  await addTimings(access, counts);
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
});
