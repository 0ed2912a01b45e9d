import "server-only";
import { countLevels, listCountedJudgments } from "#lib/agreement/queries.ts";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { hasGrown, listUndecided, readLastSeq, readStopping } from "./queries.ts";
import {
  type CrowdModel,
  decideItem,
  fitCrowd,
  judgmentsUntilRefit,
  knowsAll,
  STOP_RULE,
  type StopDecision,
  type Stopping,
  type UndecidedItem,
} from "./rules.ts";

const ITEMS_AT_ONCE = 500;
const MOST_MODELS = 50;

// Fitting reads all judgments; deciding an item needs only the tables.
const models = new Map<string, CrowdModel>();

export type Settling = {
  /** Items the stop rule decided on */
  settled: number;
  /** Of these, the ones that want one more judgment */
  raised: number;
};

/**
 * Decides on every item that has what was asked of it: done, or one more. Off the path of the answers, and safe to run
 * twice at once: what changed meanwhile or is being worked on is left to the next run.
 */
export async function settleItems(access: RequesterAccess): Promise<Settling> {
  const total: Settling = { settled: 0, raised: 0 };
  const stopping = await readStoppingOfRule(access);
  if (stopping === null) return total;
  for (let afterNo = 0; ; ) {
    const items = await listUndecided(access, afterNo, ITEMS_AT_ONCE);
    const last = items.at(-1);
    if (last === undefined) return total;
    const model = await modelFor(access, items);
    const decisions = items.map((item) => decideItem(item, model, stopping));
    const { settled, raised } = await settle(access, stopping, model, decisions);
    total.settled += settled;
    total.raised += raised;
    afterNo = last.itemNo;
  }
}

/**
 * The parameters in force under a number whose decisions are this rule's. What an older rule decided keeps the number that it
 * named. Null where there is nothing to decide, or where a newer Assay decides already.
 */
async function readStoppingOfRule(access: RequesterAccess): Promise<Stopping | null> {
  const stopping = await readStopping(access);
  if (stopping === null || stopping.rule === STOP_RULE) return stopping;
  // Under the project's lock, as whoever changes the settings numbers their parameters.
  await pool.query(
    `INSERT INTO stopping_version (project_id, version, parameters, created_at)
     SELECT p.id, v.version + 1, v.parameters || jsonb_build_object('rule', $2::int), clock_timestamp()
     FROM project p
     JOIN LATERAL (SELECT version, parameters FROM stopping_version WHERE project_id = $1
                   ORDER BY version DESC LIMIT 1) AS v ON true
     WHERE p.id = $1 AND coalesce((v.parameters ->> 'rule')::int, 0) < $2
     FOR NO KEY UPDATE OF p
     ON CONFLICT DO NOTHING`,
    [access.projectId, STOP_RULE],
  );
  const renewed = await readStopping(access);
  return renewed?.rule === STOP_RULE ? renewed : null;
}

async function settle(
  access: RequesterAccess,
  stopping: Stopping,
  model: CrowdModel,
  decisions: readonly StopDecision[],
): Promise<Settling> {
  const { rows } = await pool.query<{ answer: Settling }>("SELECT settle_items($1, $2, $3, $4) AS answer", [
    access.projectId,
    stopping.version,
    model.seq,
    JSON.stringify(decisions),
  ]);
  return rows[0]?.answer ?? { settled: 0, raised: 0 };
}

async function modelFor(access: RequesterAccess, items: readonly UndecidedItem[]): Promise<CrowdModel> {
  const known = models.get(access.projectId);
  const isGood =
    known !== undefined &&
    knowsAll(known, items) &&
    !(await hasGrown(access, known.seq, judgmentsUntilRefit(known.judgments)));
  if (isGood) return known;
  const seq = await readLastSeq(access);
  const [judgments, levels] = await Promise.all([listCountedJudgments(access, false), countLevels(access)]);
  const model = fitCrowd(judgments, levels, seq);
  models.delete(access.projectId);
  models.set(access.projectId, model);
  const [oldest] = models.keys();
  if (models.size > MOST_MODELS && oldest !== undefined) models.delete(oldest);
  return model;
}
