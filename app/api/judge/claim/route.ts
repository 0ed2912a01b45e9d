import { claimItems } from "#lib/judgment/mutations.ts";
import { listHeld, myProgress, readScreen } from "#lib/judgment/queries.ts";
import { claimSchema } from "#lib/judgment/schema.ts";
import { judgeRoute } from "#lib/route.ts";

export const POST = judgeRoute(claimSchema, async (access, { count, since }) => {
  const empty = await claimItems(access, count);
  const [held, progress, screen] = await Promise.all([
    empty === null ? listHeld(access) : [],
    since === undefined ? null : myProgress(access, since),
    readScreen(access),
  ]);
  return Response.json(
    { held, empty, progress, screen },
    { headers: { "cache-control": "private, no-store" } },
  );
});
