import { returnAssignments } from "#lib/judgment/mutations.ts";
import { returnSchema } from "#lib/judgment/schema.ts";
import { judgeRoute } from "#lib/route.ts";

export const POST = judgeRoute(returnSchema, async (access, { assignmentIds, when }) => {
  const returned = await returnAssignments(access, assignmentIds, when);
  return Response.json({ returned }, { headers: { "cache-control": "private, no-store" } });
});
