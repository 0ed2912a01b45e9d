import { submitJudgment } from "#lib/judgment/mutations.ts";
import { submitSchema } from "#lib/judgment/schema.ts";
import { judgeRoute } from "#lib/route.ts";

export const POST = judgeRoute(submitSchema, async (access, input) => {
  const outcome = await submitJudgment(access, input);
  return Response.json(outcome, { headers: { "cache-control": "private, no-store" } });
});
