import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type {
  Frozen,
  FrozenGold,
  FrozenItem,
  FrozenJudgment,
  FrozenProject,
} from "#lib/dataset/rules/record.ts";
import type { Parameters, Pinned } from "#lib/dataset/rules/version.ts";

/**
 * Everything that the content of a version follows from: what was pinned at the freeze, and append-only rows up to
 * its watermark. Reading it later gives the same result, whatever has happened to the project since.
 */
export async function readFrozen(
  access: RequesterAccess,
  parameters: Parameters,
  pinned: Pinned,
): Promise<Frozen> {
  const [items, judgments, gold, guidelines] = await Promise.all([
    listFrozenItems(access, pinned),
    listFrozenJudgments(access, parameters),
    listFrozenGold(access, parameters),
    listFrozenGuidelines(access, parameters),
  ]);
  const { name, question, isSimulated, fieldRoles, levels } = pinned;
  const names = Object.entries(pinned.pseudonyms);
  return {
    parameters,
    project: { id: access.projectId, name, question, isSimulated, fieldRoles, levels, guidelines },
    items,
    judgments,
    gold: new Map(gold.map((one) => [one.itemNo, one])),
    pseudonyms: new Map(names.map(([no, pseudonym]) => [Number(no), pseudonym])),
  };
}

/** Every judgment up to the watermark, by item and in the order received. */
async function listFrozenJudgments(
  access: RequesterAccess,
  { watermark, excludedAnnotators }: Parameters,
): Promise<FrozenJudgment[]> {
  const { rows } = await pool.query<FrozenJudgment>(
    `SELECT j.seq, j.item_no AS "itemNo", i.query_no AS "queryNo", j.annotator_no AS "annotatorNo", j.action, j.level, j.unratable, j.comment,
            j.duration_ms AS "durationMs", j.guideline_version AS "guidelineVersion",
            j.counted_at_receipt AS "countedAtReceipt", c.seq IS NOT NULL AS counts,
            b.seq IS NOT NULL AS "wasBeforeChoosing", j.supersedes,
            j.created_at AS "createdAt",
            NOT EXISTS (SELECT 1 FROM judgment s WHERE s.project_id = $1 AND s.supersedes = j.seq
                        AND s.seq <= $2) AS "isNewest"
     FROM judgment j JOIN item i ON i.project_id = j.project_id AND i.no = j.item_no
     LEFT JOIN judgments_counting_at($1, $2) AS c ON c.seq = j.seq
     LEFT JOIN judgments_before_choosing($1, $2, $3) AS b ON b.seq = j.seq
     WHERE j.project_id = $1 AND j.seq <= $2 ORDER BY j.item_no, j.seq`,
    [access.projectId, watermark, excludedAnnotators],
  );
  return rows;
}

/** Items that were part of the project, in order of their number. */
async function listFrozenItems(access: RequesterAccess, { items }: Pinned): Promise<FrozenItem[]> {
  const { rows } = await pool.query<FrozenItem>(
    `SELECT i.no, i.key AS "externalId", i.fields, q.no AS "queryNo", q.key AS "queryExternalId", q.text AS "queryText"
     FROM unnest($2::int4multirange) AS stretch
     JOIN item i ON i.project_id = $1 AND i.no >= lower(stretch) AND i.no < upper(stretch)
     LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no
     ORDER BY i.no`,
    [access.projectId, items],
  );
  return rows;
}

/** The gold as it stood at these versions. */
async function listFrozenGold(
  access: RequesterAccess,
  { goldVersions, goldInDoubt }: Parameters,
): Promise<FrozenGold[]> {
  const { rows } = await pool.query<FrozenGold>(
    `SELECT g.item_no AS "itemNo", g.version, g.levels, g.item_no = ANY ($4) AS "isInDoubt" FROM gold_version g
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
     WHERE g.project_id = $1 AND (g.version = $2 OR EXISTS (
       SELECT 1 FROM judgment j WHERE j.project_id = $1 AND j.seq <= $3 AND j.guideline_version = g.version))
     ORDER BY g.version`,
    [access.projectId, guidelineVersion, watermark],
  );
  return rows;
}
