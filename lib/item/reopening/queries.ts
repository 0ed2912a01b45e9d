import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { type Figure, readFigure } from "#lib/project/figures/queries.ts";
import { listOfWhole } from "#lib/project/whole/queries.ts";
import type { ReopeningFacts, ReopeningPlan } from "./rules.ts";
import type { Reopening } from "./schema.ts";

// Ordinary items of the project with what counts on them now; gold is measured by its own levels and not asked again.
const COUNTED = `
  FROM current_judgment c WHERE c.project_id = $1 AND c.counts AND NOT c.on_gold`;

/** The versions before the newest under which judgments were made that count. */
export async function readReopeningFacts(access: RequesterAccess): Promise<ReopeningFacts> {
  const [newest, made] = await Promise.all([readNewestVersion(access), readFigure(access, REOPENING_FIGURE)]);
  return { newest, earlier: made.filter(({ version }) => version < newest) };
}

export async function readNewestVersion(access: RequesterAccess): Promise<number> {
  const { rows } = await pool.query<{ newest: number }>(
    "SELECT coalesce(max(version), 0) AS newest FROM guideline_version WHERE project_id = $1",
    [access.projectId],
  );
  return rows[0]?.newest ?? 0;
}

/** Judgments of ordinary items that count, by the version under which they were made, the newest first. */
export const REOPENING_FIGURE: Figure<ReopeningFacts["earlier"]> = {
  name: "reopening",
  compute: countByVersion,
  pack: (made) => made,
  unpack: (stored) => stored as ReopeningFacts["earlier"],
};

function countByVersion(access: RequesterAccess): Promise<ReopeningFacts["earlier"]> {
  return listOfWhole<ReopeningFacts["earlier"][number]>(
    access,
    `SELECT c.guideline_version AS version, count(*)::int AS judgments ${COUNTED} GROUP BY 1 ORDER BY 1 DESC`,
  );
}

/** Items that the choice is about, in order of number, and how many judgments on them would count no more. */
export async function listReopenable(access: RequesterAccess, { upTo, which }: Reopening): Promise<number[]> {
  const { rows } = await pool.query<{ no: number }>(
    `SELECT c.item_no AS no ${CHOSEN} ORDER BY c.item_no`,
    valuesOf(access, { upTo, which }),
  );
  return rows.map(({ no }) => no);
}

/** What reopening these items would do, before it is done. */
export async function planReopening(access: RequesterAccess, reopening: Reopening): Promise<ReopeningPlan> {
  const { rows } = await pool.query<ReopeningPlan>(
    `WITH chosen AS (SELECT c.item_no AS no ${CHOSEN})
     SELECT count(DISTINCT c.item_no)::int AS items, count(*)::int AS judgments,
            count(DISTINCT c.annotator_no)::int AS people
     FROM current_judgment c JOIN chosen ON chosen.no = c.item_no
     WHERE c.project_id = $1 AND c.counts AND c.guideline_version <= $2`,
    valuesOf(access, reopening),
  );
  return rows[0] ?? { items: 0, judgments: 0, people: 0 };
}

// Disagreement is the distance between the highest and the lowest level; the level of an item is its middle judgment,
// the lower of two.
const CHOSEN = `${COUNTED}
  AND ($3 = '' OR EXISTS (SELECT 1 FROM query q WHERE q.project_id = $1 AND q.no = c.of_query
                          AND q.text ILIKE $3))
  GROUP BY c.item_no
  HAVING count(*) FILTER (WHERE c.guideline_version <= $2) > 0
    AND max(c.level) - min(c.level) >= $4
    AND ($5::int[] IS NULL OR percentile_disc(0.5) WITHIN GROUP (ORDER BY c.level) = ANY ($5))`;

function valuesOf(access: RequesterAccess, { upTo, which }: Reopening): unknown[] {
  const pattern = which.by === "query" ? `%${which.text.replace(/[\\%_]/g, "\\$&")}%` : "";
  return [
    access.projectId,
    upTo,
    pattern,
    which.by === "disagreement" ? which.atLeast : 0,
    which.by === "level" ? which.levels : null,
  ];
}
