import { claimItems } from "#lib/judgment/mutations.ts";
import { listHeld, myProgress } from "#lib/judgment/queries.ts";
import { claimSchema } from "#lib/judgment/schema.ts";
import { judgeRoute, unavailable } from "#lib/route.ts";

export const POST = judgeRoute(claimSchema, async (access, { count, since }) => {
  const empty = await claimItems(access, count);
  if (empty === "unsure") return unavailable();
  const [held, progress] = await Promise.all([
    empty === null ? listHeld(access) : [],
    since === undefined ? null : myProgress(access, since),
  ]);
  return Response.json({ held, empty, progress }, { headers: { "cache-control": "private, no-store" } });
});
