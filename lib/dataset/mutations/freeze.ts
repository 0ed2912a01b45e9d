import "server-only";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { faultOfGrades } from "#lib/dataset/rules/grades.ts";
import { LABEL_RULE } from "#lib/dataset/rules/label.ts";
import { TABLE_FORMATS } from "#lib/dataset/rules/pieces.ts";
import type { FreezeInput } from "#lib/dataset/schema.ts";
import { AppError } from "#lib/errors.ts";
import { CUTS } from "#lib/formats/qrels.ts";
import { enqueue } from "#lib/queue.ts";
import { removeFiles } from "./stored-file.ts";

/**
 * Starts a dataset version: from here on it is a function of the judgments up to now. The files are built in
 * the background. Returns the version's number.
 */
export async function freezeDataset(access: RequesterAccess, input: FreezeInput): Promise<number> {
  const version = await inTransaction(pool, (client) => storeVersion(client, access, input));
  await enqueue("freeze-dataset", { projectId: access.projectId, version }, `${access.projectId}/${version}`);
  return version;
}

/** Builds a version again that failed or was canceled. It is made from the same judgments as before. */
export async function refreezeDataset(access: RequesterAccess, version: number): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE dataset_version SET state = 'building', error = NULL
     WHERE project_id = $1 AND version = $2 AND state IN ('failed', 'canceled')`,
    [access.projectId, version],
  );
  if (rowCount === 0)
    throw new AppError("conflict", "This version is already being frozen. Reload the page.");
  await enqueue("freeze-dataset", { projectId: access.projectId, version }, `${access.projectId}/${version}`);
}

/** Stops a version that is built or waits for it. Its number stays with it, and it can be built again. */
export async function cancelBuild(access: RequesterAccess, version: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE dataset_version SET state = 'canceled', progress = NULL
       WHERE project_id = $1 AND version = $2 AND state = 'building'`,
      [access.projectId, version],
    );
    if (rowCount === 0) throw new AppError("conflict", `Version ${version} is not being written.`);
    await removeFiles(access, client, version);
  });
}

async function storeVersion(
  client: ClientBase,
  access: RequesterAccess,
  input: FreezeInput,
): Promise<number> {
  await client.query("DELETE FROM dataset_version WHERE project_id = $1 AND state = 'equal'", [
    access.projectId,
  ]);
  const { rows } = await client.query<{ watermark: string; levels: number; version: number }>(
    `SELECT freeze_watermark($1) AS watermark,
            (SELECT count(*)::int FROM level WHERE project_id = $1) AS levels,
            (SELECT coalesce(max(version), 0) + 1 FROM dataset_version WHERE project_id = $1) AS version`,
    [access.projectId],
  );
  const { watermark = "0", levels = 0, version = 1 } = rows[0] ?? {};
  const fault = faultOfGrades(input.grades, levels);
  if (fault) throw new AppError("invalid", fault, { grades: fault });
  if (input.queryIds === "own") await refuseBlankIds(client, access);
  if (watermark === "0")
    throw new AppError("conflict", "There are no judgments yet. Freeze a version after the first one.");
  await client.query(
    `INSERT INTO dataset_version (project_id, version, method, parameters, pinned, watermark, created_by_id)
     SELECT p.id, $2, $3, $4::jsonb || jsonb_build_object(
       'relevantFrom', p.relevant_from, 'firstJudgments', headline_judgments(p.id),
       'selection', selection_at($1, $5),
       'guidelineVersion', coalesce((SELECT max(version) FROM guideline_version WHERE project_id = $1), 0),
       'excludedAnnotators', coalesce((SELECT jsonb_agg(no ORDER BY no) FROM annotator
                                       WHERE project_id = $1 AND state = 'suspended'), '[]'),
       'goldVersions', coalesce((SELECT jsonb_object_agg(item_no, version) FROM current_gold
                                 WHERE project_id = $1), '{}'),
       'goldInDoubt', coalesce((SELECT jsonb_agg(g.item_no ORDER BY g.item_no) FROM current_gold g
                                WHERE g.project_id = $1 AND NOT EXISTS (
                                  SELECT 1 FROM scored_gold s
                                  WHERE s.project_id = $1 AND s.item_no = g.item_no)), '[]')),
       pin_inputs($1), $5, $6
     FROM project p WHERE p.id = $1`,
    [
      access.projectId,
      version,
      input.method,
      { ...input, formats: TABLE_FORMATS, rule: LABEL_RULE, watermark, seed: 1 },
      watermark,
      access.userId,
    ],
  );
  return version;
}

// A blank or a line break in an id shifts every column after it: qrels are read by position.
async function refuseBlankIds(client: ClientBase, access: RequesterAccess): Promise<void> {
  const { rows } = await client.query<{ externalId: string }>(
    `SELECT key AS "externalId" FROM query WHERE project_id = $1 AND (key = '' OR key ~ $2) ORDER BY no LIMIT 1`,
    [access.projectId, CUTS],
  );
  if (!rows[0]) return;
  const message = `The query id "${rows[0].externalId.slice(0, 60)}" contains a space, which qrels cannot hold. Number the queries instead.`;
  throw new AppError("invalid", message, { queryIds: message });
}
