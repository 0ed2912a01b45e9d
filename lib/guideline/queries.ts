import "server-only";
import type { AnnotatorAccess, RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { type Figure, readFigure } from "#lib/project/figures/queries.ts";
import { listOfWhole } from "#lib/project/whole/queries.ts";
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
  const [made, { rows }] = await Promise.all([
    readFigure(access, GUIDELINE_FIGURE),
    pool.query<Omit<GuidelineVersionRow, "judgments">>(
      `SELECT g.version, g.created_at AS "createdAt", u.name AS "createdBy"
       FROM guideline_version g LEFT JOIN app_user u ON u.id = g.created_by_id
       WHERE g.project_id = $1 ORDER BY g.version DESC`,
      [access.projectId],
    ),
  ]);
  return rows.map((row) => ({ ...row, judgments: made[row.version] ?? 0 }));
}

/** Judgments by the version under which they were made. */
export const GUIDELINE_FIGURE: Figure<Readonly<Record<number, number>>> = {
  name: "guideline",
  compute: countByVersion,
  pack: (made) => made,
  unpack: (stored) => stored as Readonly<Record<number, number>>,
};

async function countByVersion(access: RequesterAccess): Promise<Readonly<Record<number, number>>> {
  const rows = await listOfWhole<{ version: number; judgments: number }>(
    access,
    `SELECT guideline_version AS version, count(*)::int AS judgments FROM current_judgment
     WHERE project_id = $1 GROUP BY guideline_version`,
  );
  return Object.fromEntries(rows.map(({ version, judgments }) => [version, judgments]));
}
