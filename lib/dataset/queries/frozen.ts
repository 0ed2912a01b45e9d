import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { FrozenJudgment } from "#lib/dataset/rules/judgment-row.ts";
import type { Frozen, FrozenGold, FrozenItem, FrozenProject } from "#lib/dataset/rules/record.ts";
import { type Parameters, type Pinned, pinnedItems } from "#lib/dataset/rules/version.ts";

/**
 * Everything that the content of a version follows from, but for its items and judgments: what was pinned at the freeze, and
 * append-only rows up to its watermark. Reading it later gives the same result, whatever has happened to the project since.
 */
export async function readFrozen(
  access: RequesterAccess,
  parameters: Parameters,
  pinned: Pinned,
): Promise<Frozen> {
  const [gold, guidelines] = await Promise.all([
    listFrozenGold(access, parameters),
    listFrozenGuidelines(access, parameters),
  ]);
  const { name, question, isSimulated, fieldRoles, levels } = pinned;
  const names = Object.entries(pinned.pseudonyms);
  return {
    parameters,
    project: { id: access.projectId, name, question, isSimulated, fieldRoles, levels, guidelines },
    itemNos: pinnedItems(pinned),
    gold: new Map(gold.map((one) => [one.itemNo, one])),
    pseudonyms: new Map(names.map(([no, pseudonym]) => [Number(no), pseudonym])),
  };
}

/**
 * The judgments on items with these numbers, by item and in the order received. Rows up to a watermark never change, so that
 * one statement after the other reads what one statement would.
 */
export async function listFrozenJudgments(
  access: RequesterAccess,
  { watermark }: Parameters,
  [from, to]: readonly [from: number, to: number],
): Promise<FrozenJudgment[]> {
  const { rows } = await pool.query<FrozenJudgment>(
    `SELECT seq, item_no AS "itemNo", annotator_no AS "annotatorNo", action, level, unratable, comment,
            duration_ms AS "durationMs", guideline_version AS "guidelineVersion",
            counted_at_receipt AS "countedAtReceipt", supersedes,
            to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"
     FROM judgment WHERE project_id = $1 AND item_no BETWEEN $3 AND $4 AND seq <= $2 ORDER BY item_no, seq`,
    [access.projectId, watermark, from, to],
  );
  return rows;
}

/** The items with these numbers, in their order. What an item says never changes once it is open. */
export async function listFrozenItems(
  access: RequesterAccess,
  nos: readonly number[],
): Promise<FrozenItem[]> {
  // Queries are looked up one by one whatever the planner knows: a few thousand at most are wanted.
  const { rows } = await pool.query<FrozenItem>(
    `SELECT i.no, i.key AS "externalId", i.fields, q.no AS "queryNo", q.key AS "queryExternalId", q.text AS "queryText"
     FROM item i LEFT JOIN LATERAL (
       SELECT no, key, text FROM query WHERE project_id = $1 AND no = i.query_no OFFSET 0) AS q ON true
     WHERE i.project_id = $1 AND i.no = ANY ($2::int[]) ORDER BY i.no`,
    [access.projectId, nos],
  );
  return rows;
}

/** Ids alone of the items with these numbers, in their order. */
export async function listItemIds(
  access: RequesterAccess,
  nos: readonly number[],
): Promise<Pick<FrozenItem, "no" | "externalId" | "queryNo">[]> {
  const { rows } = await pool.query<Pick<FrozenItem, "no" | "externalId" | "queryNo">>(
    `SELECT no, key AS "externalId", query_no AS "queryNo" FROM item
     WHERE project_id = $1 AND no = ANY ($2::int[]) ORDER BY no`,
    [access.projectId, nos],
  );
  return rows;
}

/** The gold of a finished version as it stood at the freeze, with the ids of its items; null where there is no such version. */
export async function readVersionGold(
  access: RequesterAccess,
  version: number,
): Promise<(FrozenGold & { externalId: string })[] | null> {
  const { rows } = await pool.query<{ parameters: Parameters }>(
    "SELECT parameters FROM dataset_version WHERE project_id = $1 AND version = $2 AND state = 'ready'",
    [access.projectId, version],
  );
  if (rows[0] === undefined) return null;
  const gold = await listFrozenGold(access, rows[0].parameters);
  const items = await listItemIds(
    access,
    gold.map(({ itemNo }) => itemNo),
  );
  const ids = new Map(items.map(({ no, externalId }) => [no, externalId]));
  return gold.map((one) => ({ ...one, externalId: ids.get(one.itemNo) ?? "" }));
}

/** The gold as it stood at these versions. */
async function listFrozenGold(
  access: RequesterAccess,
  { goldVersions, goldInDoubt }: Parameters,
): Promise<FrozenGold[]> {
  const { rows } = await pool.query<FrozenGold>(
    `SELECT g.item_no AS "itemNo", g.version, g.levels, g.item_no = ANY ($4) AS "isInReview" FROM gold_version g
     JOIN unnest($2::int[], $3::int[]) AS k (item_no, version) ON k.item_no = g.item_no AND k.version = g.version
     WHERE g.project_id = $1 ORDER BY g.item_no`,
    [access.projectId, Object.keys(goldVersions).map(Number), Object.values(goldVersions), goldInDoubt],
  );
  return rows;
}

/** Every version of the guideline that a judgment up to the watermark carries, and the newest at the freeze, in order. */
async function listFrozenGuidelines(
  access: RequesterAccess,
  { guidelineVersion, watermark }: Parameters,
): Promise<FrozenProject["guidelines"]> {
  const { rows } = await pool.query<FrozenProject["guidelines"][number]>(
    `SELECT g.version, g.markdown FROM guideline_version g
     WHERE g.project_id = $1 AND (g.version = $2 OR g.version IN (
       SELECT DISTINCT j.guideline_version FROM judgment j WHERE j.project_id = $1 AND j.seq <= $3))
     ORDER BY g.version`,
    [access.projectId, guidelineVersion, watermark],
  );
  return rows;
}
