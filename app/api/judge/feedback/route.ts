import { takeFeedback } from "#lib/judgment/feedback/mutations.ts";
import { listUnseenMisses } from "#lib/judgment/feedback/queries.ts";
import { feedbackSchema } from "#lib/judgment/feedback/schema.ts";
import { judgeRoute } from "#lib/route.ts";

// Apart from submitting: an answer on a gold takes no longer than any other.
export const POST = judgeRoute(feedbackSchema, async (access, input) => {
  await takeFeedback(access, input);
  const misses = await listUnseenMisses(access);
  return Response.json({ misses }, { headers: { "cache-control": "private, no-store" } });
});
