import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import type { Parameters } from "../rules.ts";
import type { Frozen, FrozenItem, FrozenJudgment, GoldKey } from "./rules.ts";

export async function readFrozen(access: RequesterAccess, parameters: Parameters): Promise<Frozen> {
  const [project, items, judgments, gold, annotators] = await Promise.all([
    readFrozenProject(access, parameters),
    listFrozenItems(access),
    listFrozenJudgments(access, parameters),
    listFrozenGold(access, parameters.goldVersions),
    prisma.annotator.findMany({
      where: { projectId: access.projectId },
      select: { no: true, pseudonym: true },
    }),
  ]);
  return {
    parameters,
    project,
    items,
    judgments,
    gold: new Map(gold.map((key) => [key.itemNo, key])),
    pseudonyms: new Map(annotators.map(({ no, pseudonym }) => [no, pseudonym])),
  };
}

async function readFrozenProject(
  access: RequesterAccess,
  parameters: Parameters,
): Promise<Frozen["project"]> {
  const carried = await listCarriedGuidelines(access, parameters.watermark);
  const project = await prisma.project.findUnique({
    where: { id: access.projectId },
    select: {
      id: true,
      name: true,
      question: true,
      isSimulated: true,
      fieldRoles: true,
      levels: {
        orderBy: { value: "asc" },
        select: { value: true, name: true, definition: true, gain: true },
      },
      guidelines: {
        where: { version: { in: [...carried, parameters.guidelineVersion] } },
        orderBy: { version: "asc" },
        select: { version: true, markdown: true },
      },
    },
  });
  if (!project) throw new AppError("not_found", "There is no such project.");
  return { ...project, fieldRoles: project.fieldRoles as Frozen["project"]["fieldRoles"] };
}

/** The versions of the guideline under which somebody judged. */
async function listCarriedGuidelines(access: RequesterAccess, watermark: string): Promise<number[]> {
  const { rows } = await pool.query<{ version: number }>(
    `SELECT DISTINCT guideline_version AS version FROM judgment WHERE project_id = $1 AND seq <= $2`,
    [access.projectId, watermark],
  );
  return rows.map(({ version }) => version);
}

/**
 * Every judgment up to the watermark, by item and time. Reads the append-only table alone, so that the
 * answer for a watermark is the same for ever.
 */
async function listFrozenJudgments(
  access: RequesterAccess,
  { watermark, excludedAnnotators }: Parameters,
): Promise<FrozenJudgment[]> {
  const { rows } = await pool.query<Omit<FrozenJudgment, "counts">>(
    `SELECT j.seq, j.item_no AS "itemNo", j.annotator_no AS "annotatorNo", j.action, j.level, j.unratable, j.comment,
            j.duration_ms AS "durationMs", j.guideline_version AS "guidelineVersion", j.counted AS "countedAtReceipt", j.supersedes,
            j.created_at AS "createdAt",
            NOT EXISTS (SELECT 1 FROM judgment s WHERE s.project_id = j.project_id AND s.supersedes = j.seq
                        AND s.seq <= $2) AS "isNewest"
     FROM judgment j WHERE j.project_id = $1 AND j.seq <= $2 ORDER BY j.item_no, j.seq`,
    [access.projectId, watermark],
  );
  const excluded = new Set(excludedAnnotators);
  return rows.map((row) => ({
    ...row,
    counts: row.isNewest && row.action === "judge" && row.countedAtReceipt && !excluded.has(row.annotatorNo),
  }));
}

/** Items that are part of the project, in order of their number. */
async function listFrozenItems(access: RequesterAccess): Promise<FrozenItem[]> {
  const { rows } = await pool.query<FrozenItem>(
    `SELECT i.no, i.key, i.fields, q.no AS "queryNo", q.key AS "queryKey", q.text AS "queryText"
     FROM item i LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE i.project_id = $1 AND i.state NOT IN ('staged', 'removed') ORDER BY i.no`,
    [access.projectId],
  );
  return rows;
}

/** The gold keys as they stood at these versions. */
async function listFrozenGold(access: RequesterAccess, versions: Record<string, number>): Promise<GoldKey[]> {
  const { rows } = await pool.query<GoldKey>(
    `SELECT g.item_no AS "itemNo", g.version, g.levels, false AS "isInDoubt" FROM gold_version g
     JOIN unnest($2::int[], $3::int[]) AS k (item_no, version) ON k.item_no = g.item_no AND k.version = g.version
     WHERE g.project_id = $1 ORDER BY g.item_no`,
    [access.projectId, Object.keys(versions).map(Number), Object.values(versions)],
  );
  return rows;
}
