import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { readItemCounts } from "../progress/queries.ts";
import type { LaunchFacts } from "./rules.ts";

/** What the launch is decided by. */
export async function readLaunchFacts(access: RequesterAccess): Promise<LaunchFacts> {
  const [{ done, begun, waiting, paused }, { rows }] = await Promise.all([
    readItemCounts(access),
    pool.query<Omit<LaunchFacts, "items">>(
      `SELECT p.gold_rate AS "goldRate", p.quiz_size AS "quizSize", p.judgments_per_item AS "judgmentsPerItem",
            p.is_adaptive AS "isAdaptive", p.least_judgments AS "leastJudgments", p.most_judgments AS "mostJudgments",
            (SELECT count(*)::int FROM level l WHERE l.project_id = $1) AS levels,
            (SELECT count(*)::int FROM level l WHERE l.project_id = $1 AND l.definition <> '') AS "definedLevels",
            (SELECT coalesce(max(version), 0) FROM guideline_version g WHERE g.project_id = $1) AS "guidelineVersion",
            (SELECT count(*)::int FROM current_gold g WHERE g.project_id = $1) AS golds,
            (SELECT count(*)::int FROM invite v WHERE v.project_id = $1 AND v.revoked_at IS NULL) AS invites,
            (SELECT count(*)::int FROM annotator n WHERE n.project_id = $1) AS annotators
     FROM project p WHERE p.id = $1`,
      [access.projectId],
    ),
  ]);
  const row = rows[0];
  if (row === undefined) throw new AppError("not_found", "There is no such project.");
  return { ...row, items: done + begun + waiting + paused };
}
