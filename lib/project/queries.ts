import "server-only";
import type { RequesterAccess, UserAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { listCounts, readItemCounts } from "./progress/queries.ts";
import { type Halts, type ProjectRow, type ProjectView, whyScaleFixed } from "./rules.ts";

/** The projects a person steers or may look into, the newest first; an admin sees all of them. */
export async function listProjects(access: UserAccess): Promise<ProjectRow[]> {
  const { rows } = await pool.query<Omit<ProjectRow, "counts">>(
    `SELECT p.id AS "projectId", p.name, p.question, p.state, p.is_simulated AS "isSimulated",
            p.created_at AS "createdAt",
            (SELECT count(*)::int FROM current_gold g WHERE g.project_id = p.id) AS golds
     FROM project p
     WHERE $2 OR EXISTS (SELECT 1 FROM member m WHERE m.project_id = p.id AND m.user_id = $1)
     ORDER BY p.created_at DESC, p.id`,
    [access.userId, access.role === "admin"],
  );
  const counts = await listCounts(
    access,
    rows.map(({ projectId }) => projectId),
  );
  return rows.flatMap((row) => {
    const own = counts.get(row.projectId);
    return own ? [{ ...row, counts: own }] : [];
  });
}

/** The project with its scale. */
export async function readProject(access: RequesterAccess): Promise<ProjectView> {
  const { rows } = await pool.query<
    Omit<ProjectView, "scaleFixed"> & { golds: number; isImporting: boolean }
  >(
    `SELECT p.id AS "projectId", p.name, p.question, p.state, p.relevant_from AS "relevantFrom",
            p.judgments_per_item AS "judgmentsPerItem", p.is_adaptive AS "isAdaptive",
            p.least_judgments AS "leastJudgments", p.most_judgments AS "mostJudgments",
            p.stop_confidence AS "stopConfidence", p.stop_error AS "stopError", p.audit_share AS "auditShare",
            p.gold_rate AS "goldRate",
            p.assignment_seconds AS "assignmentSeconds", p.is_simulated AS "isSimulated",
            p.created_at AS "createdAt", p.launched_at AS "launchedAt",
            (SELECT coalesce(jsonb_agg(to_jsonb(l) - 'project_id' ORDER BY l.value), '[]')
             FROM level l WHERE l.project_id = $1) AS levels,
            (SELECT count(*)::int FROM current_gold g WHERE g.project_id = $1) AS golds,
            EXISTS (SELECT 1 FROM import m WHERE m.project_id = $1 AND m.state = 'running') AS "isImporting"
     FROM project p WHERE p.id = $1`,
    [access.projectId],
  );
  const row = rows[0];
  if (row === undefined) throw new AppError("not_found", "There is no such project.");
  const { golds, isImporting, ...project } = row;
  return {
    ...project,
    scaleFixed: whyScaleFixed({ isLaunched: row.launchedAt !== null, golds, isImporting }),
  };
}

/** What has come to a halt and waits for the requester. */
export async function readHalts(access: RequesterAccess): Promise<Halts> {
  const [{ pausedAlone }, { rows }] = await Promise.all([
    readItemCounts(access),
    pool.query<Omit<Halts, "pausedItems">>(
      `SELECT (SELECT count(*)::int FROM query q WHERE q.project_id = $1 AND q.state = 'paused') AS "pausedQueries",
            (SELECT count(*)::int FROM annotator n
             WHERE n.project_id = $1 AND n.state = 'review') AS "peopleInReview",
            -- As the Gold page lists it
            (SELECT count(*)::int FROM current_gold g
             WHERE g.project_id = $1 AND (
               EXISTS (SELECT 1 FROM gold_review r
                       WHERE r.project_id = g.project_id AND r.item_no = g.item_no AND r.closed_at IS NULL)
               OR EXISTS (SELECT 1 FROM open_contest o
                          WHERE o.project_id = g.project_id AND o.item_no = g.item_no))) AS "goldToDecide",
            (SELECT coalesce(array_agg(n.no), '{}') FROM annotator n
             WHERE n.project_id = $1 AND n.state = 'suspended') AS "suspendedNos"`,
      [access.projectId],
    ),
  ]);
  return { ...(rows[0] as Omit<Halts, "pausedItems">), pausedItems: pausedAlone };
}
