import "server-only";
import type { AnnotatorAccess, RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import type { Guideline, GuidelineVersionRow } from "./rules.ts";

/** The newest guideline or the version asked for, or null where there is none. */
export async function readGuideline(
  access: RequesterAccess | AnnotatorAccess,
  version?: number,
): Promise<Guideline | null> {
  return prisma.guidelineVersion.findFirst({
    where: { projectId: access.projectId, ...(version !== undefined && { version }) },
    orderBy: { version: "desc" },
    select: { version: true, markdown: true, createdAt: true },
  });
}

/** All versions, the newest first. */
export async function listGuidelineVersions(access: RequesterAccess): Promise<GuidelineVersionRow[]> {
  const { rows } = await pool.query<GuidelineVersionRow>(
    `SELECT g.version, g.created_at AS "createdAt", u.name AS "createdBy", coalesce(j.judgments, 0)::int AS judgments
     FROM guideline_version g
     LEFT JOIN app_user u ON u.id = g.created_by_id
     LEFT JOIN (SELECT guideline_version, count(*) AS judgments FROM current_judgment
                WHERE project_id = $1 GROUP BY guideline_version) j ON j.guideline_version = g.version
     WHERE g.project_id = $1 ORDER BY g.version DESC`,
    [access.projectId],
  );
  return rows;
}
