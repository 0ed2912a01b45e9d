import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { listReopenable, readNewestVersion } from "./queries.ts";
import type { Reopened } from "./rules.ts";
import type { Reopening } from "./schema.ts";

/** Reopening locks the rows of items. With this many per transaction nobody waits long. */
const ITEMS_AT_ONCE = 2_000;

/**
 * Reopens items that were judged under earlier guidelines. Their judgments are kept but no longer count, their slots
 * are open, and the same people may be asked again. It runs in several transactions. Running it again continues where
 * it stopped.
 */
export async function reopenItems(access: RequesterAccess, reopening: Reopening): Promise<Reopened> {
  if (reopening.upTo >= (await readNewestVersion(access))) {
    throw new AppError("invalid", "You can only reopen items that were judged under an earlier version.");
  }
  const nos = await listReopenable(access, reopening);
  const total: Reopened = { items: 0, judgments: 0 };
  for (let at = 0; at < nos.length; at += ITEMS_AT_ONCE) {
    const { rows } = await pool.query<{ answer: Reopened }>(
      "SELECT reopen_items($1, $2, $3, $4, $5) AS answer",
      [
        access.projectId,
        nos.slice(at, at + ITEMS_AT_ONCE),
        reopening.upTo + 1,
        reopening.which.by,
        access.userId,
      ],
    );
    total.items += rows[0]?.answer.items ?? 0;
    total.judgments += rows[0]?.answer.judgments ?? 0;
  }
  if (total.items === 0) throw new AppError("conflict", "No item matches, so there is nothing to reopen.");
  return total;
}
