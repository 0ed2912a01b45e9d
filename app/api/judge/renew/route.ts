import { renewAssignments } from "#lib/judgment/mutations.ts";
import { readScreen } from "#lib/judgment/queries.ts";
import { renewSchema } from "#lib/judgment/schema.ts";
import { judgeRoute } from "#lib/route.ts";

export const POST = judgeRoute(renewSchema, async (access) => {
  const renewed = await renewAssignments(access);
  const screen = await readScreen(access);
  return Response.json({ renewed, screen }, { headers: { "cache-control": "private, no-store" } });
});
