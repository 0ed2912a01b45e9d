import "server-only";
import type { RequesterAccess, UserAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { judgingPool, pool } from "#lib/database/pool.ts";
import { type Figure, readFigure } from "#lib/project/figures/queries.ts";
import { listOfWhole } from "#lib/project/whole/queries.ts";
import type { AnnotatorRow, InviteRow, InviteView, MyProject } from "./rules/roster.ts";
import { inviteCodeSchema } from "./schema.ts";

/** Everyone of the project in order of joining, with what they have done. */
export async function listAnnotators(access: RequesterAccess): Promise<AnnotatorRow[]> {
  const [work, { rows }] = await Promise.all([
    readFigure(access, WORK_FIGURE),
    pool.query<Omit<AnnotatorRow, keyof Work>>(
      `SELECT n.no, n.pseudonym, u.name, n.state, n.is_simulated AS "isSimulated", n.joined_at AS "joinedAt",
            EXISTS (SELECT 1 FROM sees_gold s WHERE s.project_id = n.project_id AND s.annotator_no = n.no) AS "seesGold"
     FROM annotator n
     LEFT JOIN app_user u ON u.id = n.user_id
     WHERE n.project_id = $1 ORDER BY n.no`,
      [access.projectId],
    ),
  ]);
  return rows.map((row) => ({ ...row, ...(work.get(row.no) ?? NO_WORK) }));
}

/** What a person has done in the project. */
type Work = Pick<AnnotatorRow, "judgments" | "unratable" | "medianDurationMs" | "lastJudgmentAt">;

const NO_WORK: Work = { judgments: 0, unratable: 0, medianDurationMs: null, lastJudgmentAt: null };

/** By the number of the person; whoever has answered nothing is not in it. */
export const WORK_FIGURE: Figure<ReadonlyMap<number, Work>> = {
  name: "work",
  compute: countWork,
  pack: (work) => [...work],
  unpack: (stored) =>
    new Map(
      (stored as [number, Work][]).map(([no, work]) => [
        no,
        { ...work, lastJudgmentAt: work.lastJudgmentAt && new Date(work.lastJudgmentAt) },
      ]),
    ),
};

async function countWork(access: RequesterAccess): Promise<ReadonlyMap<number, Work>> {
  const rows = await listOfWhole<Work & { no: number }>(
    access,
    `SELECT c.annotator_no AS no, (count(*) FILTER (WHERE c.counts AND NOT c.on_gold))::int AS judgments,
            (count(*) FILTER (WHERE c.unratable IS NOT NULL))::int AS unratable,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY c.duration_ms) AS "medianDurationMs",
            max(c.created_at) AS "lastJudgmentAt"
     FROM current_judgment c WHERE c.project_id = $1 GROUP BY c.annotator_no`,
  );
  return new Map(rows.map(({ no, ...work }) => [no, work]));
}

export async function listInvites(access: RequesterAccess): Promise<InviteRow[]> {
  const { rows } = await pool.query<InviteRow>(
    `SELECT v.code, v.created_at AS "createdAt", u.name AS "createdBy", v.revoked_at AS "revokedAt"
     FROM invite v LEFT JOIN app_user u ON u.id = v.created_by_id
     WHERE v.project_id = $1 ORDER BY v.created_at DESC, v.code`,
    [access.projectId],
  );
  return rows;
}

/** What an invite link leads to, or null when there is no such link. Anyone with the code may know. */
export async function readInvite(code: unknown): Promise<InviteView | null> {
  const parsed = inviteCodeSchema.safeParse(code);
  if (!parsed.success) return null;
  const { rows } = await pool.query<InviteView>(
    `SELECT p.id AS "projectId", p.name AS "projectName", p.question, p.state AS "projectState",
            u.name AS "invitedBy", v.revoked_at IS NOT NULL AS "isClosed",
            (SELECT count(*)::int FROM item i
             WHERE i.project_id = p.id AND i.state IN ('open', 'done', 'paused')) AS items,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name,
                                                          'definition', l.definition) ORDER BY l.value), '[]')
             FROM level l WHERE l.project_id = p.id) AS levels
     FROM invite v
     JOIN project p ON p.id = v.project_id
     LEFT JOIN app_user u ON u.id = v.created_by_id
     WHERE v.code = $1`,
    [parsed.data],
  );
  return rows[0] ?? null;
}

/** The projects a person judges in, the ones that can be worked on first. */
export async function listMyProjects(access: UserAccess): Promise<MyProject[]> {
  const { rows } = await judgingPool.query<MyProject>(
    `SELECT p.id AS "projectId", p.name, p.question, p.state, n.pseudonym, n.state AS standing,
            EXISTS (SELECT 1 FROM sees_gold s WHERE s.project_id = n.project_id AND s.annotator_no = n.no) AS "seesGold",
            (SELECT count(*) FROM assignment a WHERE a.project_id = n.project_id AND a.annotator_no = n.no
             AND a.judgment_seq IS NOT NULL AND a.state IN ('judged', 'surplus', 'unratable'))::int AS judged
     FROM annotator n JOIN project p ON p.id = n.project_id
     WHERE n.user_id = $1
     ORDER BY p.state = 'live' DESC, n.joined_at DESC`,
    [access.userId],
  );
  return rows;
}

/** Whether the person already is an annotator of the project. */
export async function isInProject(access: UserAccess, projectId: string): Promise<boolean> {
  const found = await prisma.annotator.findUnique({
    where: { projectId_userId: { projectId, userId: access.userId } },
    select: { no: true },
  });
  return found !== null;
}
