import { readOwnDecision } from "#lib/annotator/evidence/queries.ts";
import { claimItems } from "#lib/judgment/mutations.ts";
import { listHeld, myProgress, readScreen } from "#lib/judgment/queries.ts";
import { claimSchema } from "#lib/judgment/schema.ts";
import { judgeRoute } from "#lib/route.ts";

export const POST = judgeRoute(claimSchema, async (access, { count, since }) => {
  const empty = await claimItems(access, count);
  const [held, decision, progress, screen] = await Promise.all([
    empty === null ? listHeld(access) : [],
    // Also where the project is paused or finished: who is suspended there can undo nothing.
    empty === null ? null : readOwnDecision(access),
    since === undefined ? null : myProgress(access, since),
    readScreen(access),
  ]);
  return Response.json(
    { held, empty, suspendedFor: decision?.kind === "suspended" ? decision.reason : null, progress, screen },
    { headers: { "cache-control": "private, no-store" } },
  );
});
