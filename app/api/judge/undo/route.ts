import { undoJudgment } from "#lib/judgment/mutations.ts";
import { undoSchema } from "#lib/judgment/schema.ts";
import { judgeRoute } from "#lib/route.ts";

export const POST = judgeRoute(undoSchema, async (access, input) => {
  const outcome = await undoJudgment(access, input);
  return Response.json(outcome, { headers: { "cache-control": "private, no-store" } });
});
