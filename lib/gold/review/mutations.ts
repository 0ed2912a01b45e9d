import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { readGoldFacts } from "./queries.ts";
import { suspectGold } from "./rules.ts";

/** Takes gold out of scoring where accurate people contradict it, and returns how many. Confirmed gold stays. */
export async function openSuspectedReviews(access: RequesterAccess): Promise<number> {
  const { golds, confirmed, answers, scaleSize } = await readGoldFacts(access);
  if (scaleSize < 2) return 0;
  const suspected = suspectGold(golds, answers, scaleSize).filter(({ itemNo }) => !confirmed.has(itemNo));
  let opened = 0;
  for (const { itemNo, version, probability } of suspected) {
    const { rows } = await pool.query<{ outcome: "saved" | "unchanged" }>(
      `WITH counting AS MATERIALIZED (SELECT lock_counting($1) AS is_locked),
         locked AS MATERIALIZED (SELECT no FROM item, counting WHERE project_id = $1 AND no = $2 AND is_locked FOR UPDATE OF item)
       SELECT open_gold_review($1, no, $3, 'suspected', $4) ->> 'outcome' AS outcome FROM locked`,
      [access.projectId, itemNo, version, probability],
    );
    if (rows[0]?.outcome === "saved") opened++;
  }
  return opened;
}
