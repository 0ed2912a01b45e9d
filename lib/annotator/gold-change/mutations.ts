import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { AppError } from "#lib/errors.ts";
import { readGoldPlan } from "#lib/gold/queries.ts";
import { areLevelsTelling } from "#lib/gold/rules.ts";
import { recomputeStanding } from "../standing/mutations.ts";
import { readGoldChangeFacts } from "./queries.ts";
import { type GoldChangeConsequences, planGoldChange } from "./rules.ts";
import type { GoldChange } from "./schema.ts";

const TRIES = 4;
const REINSTATED = "The acceptable levels were corrected.";

/** What would follow from these changes; nothing is stored. */
export async function previewGoldChanges(
  access: RequesterAccess,
  changes: readonly GoldChange[],
): Promise<GoldChangeConsequences> {
  await refuseBadLevels(access, changes);
  return (await plan(access, changes)).consequences;
}

/**
 * Stores the changes, answers the contests of the gold, reinstates whom only the old levels spoke against, and recomputes
 * everybody. Either all of the changes are stored or none. Returns what followed.
 */
export async function changeGold(
  access: RequesterAccess,
  changes: readonly GoldChange[],
): Promise<GoldChangeConsequences> {
  await refuseBadLevels(access, changes);
  for (let attempt = 1; ; attempt++) {
    const { consequences, reinstated } = await plan(access, changes);
    try {
      await inTransaction(pool, (client) => store(client, access, changes, reinstated));
      await recomputeStanding(access);
      return consequences;
    } catch (error) {
      if (!isCollision(error) || attempt === TRIES) throw error;
      await pause(Math.random() * 50 * attempt);
    }
  }
}

async function plan(access: RequesterAccess, changes: readonly GoldChange[]) {
  const facts = await readGoldChangeFacts(
    access,
    changes.map(({ itemNo }) => itemNo),
  );
  return planGoldChange(facts, changes);
}

async function refuseBadLevels(access: RequesterAccess, changes: readonly GoldChange[]): Promise<void> {
  const { levels: scale } = await readGoldPlan(access);
  for (const { levels, version } of changes) {
    if (levels.some((level) => level > scale.length)) {
      throw new AppError("invalid", `This scale ends at level ${scale.length}.`);
    }
    if (levels.length > 0 && !areLevelsTelling(levels, scale.length)) {
      const message = "Gold that accepts every level cannot be missed. Leave out at least one level.";
      throw new AppError("invalid", message, { levels: message });
    }
    if (levels.length === 0 && version === 0) {
      throw new AppError("invalid", "Choose at least one acceptable level.", {
        levels: "Choose at least one.",
      });
    }
  }
}

/** Lock order as in the queue: what counts, people, then items by number, then what hangs on them. */
async function store(
  client: ClientBase,
  access: RequesterAccess,
  changes: readonly GoldChange[],
  reinstated: readonly number[],
): Promise<void> {
  await client.query("SET LOCAL lock_timeout = '5s'");
  await client.query("SELECT lock_counting($1)", [access.projectId]);
  for (const no of reinstated) await client.query("SELECT lock_annotator($1, $2)", [access.projectId, no]);
  const known = await lockGold(client, access, changes);
  for (const change of changes) {
    const gold = known.get(change.itemNo);
    if (gold === undefined) throw new AppError("not_found", "There is no such item.");
    if (gold.version !== change.version) {
      throw new AppError("conflict", "Someone else changed this gold. Reload the page to see it.");
    }
    await storeOne(client, access, change, gold);
  }
  for (const no of reinstated) {
    await client.query("SELECT reinstate_annotator($1, $2, $3, $4)", [
      access.projectId,
      no,
      REINSTATED,
      access.userId,
    ]);
  }
}

type KnownGold = { itemNo: number; version: number; levels: number[]; reason: string };

async function lockGold(
  client: ClientBase,
  access: RequesterAccess,
  changes: readonly GoldChange[],
): Promise<Map<number, KnownGold>> {
  const values = [access.projectId, changes.map(({ itemNo }) => itemNo)];
  await client.query(
    "SELECT no FROM item WHERE project_id = $1 AND no = ANY ($2) ORDER BY no FOR UPDATE",
    values,
  );
  // Looked at under the locks.
  const { rows } = await client.query<KnownGold>(
    `SELECT i.no AS "itemNo", coalesce(g.version, 0) AS version, coalesce(g.levels, '{}') AS levels,
            coalesce(g.reason, '') AS reason
     FROM item i LEFT JOIN current_gold g ON g.project_id = i.project_id AND g.item_no = i.no
     WHERE i.project_id = $1 AND i.no = ANY ($2) AND i.state <> 'removed'`,
    values,
  );
  return new Map(rows.map((row) => [row.itemNo, row]));
}

async function storeOne(
  client: ClientBase,
  access: RequesterAccess,
  { itemNo, levels, reason, answer }: GoldChange,
  gold: KnownGold,
): Promise<void> {
  const isKept = levels.join() === gold.levels.join();
  const decision = levels.length === 0 ? "withdrawn" : isKept ? "kept" : "changed";
  await client.query("SELECT close_gold_review($1, $2, $3, $4, $5)", [
    access.projectId,
    itemNo,
    decision,
    answer,
    access.userId,
  ]);
  if (isKept && reason === gold.reason) return;
  await client.query("SELECT set_gold($1, $2, $3, $4, $5)", [
    access.projectId,
    itemNo,
    levels,
    reason,
    access.userId,
  ]);
}

/** Two commands met on the same rows and the database stopped one of them: it may be done again. */
function isCollision(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === "40P01" || code === "40001" || code === "55P03";
}
