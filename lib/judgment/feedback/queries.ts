import "server-only";
import type { AnnotatorAccess } from "#lib/auth/access.ts";
import { judgingPool } from "#lib/database/pool.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { type Miss, type MissFacts, missState, TOLD_AT_ONCE } from "./rules.ts";

const PAGE_SIZE = 5;

// Decisions since then appear only in the history.
const UNSEEN = `f.seen_at IS NULL AND EXISTS (
  SELECT 1 FROM scored_gold s
  WHERE s.project_id = f.project_id AND s.item_no = f.item_no AND NOT j.level = ANY (s.levels))
  ORDER BY f.judgment_seq`;
const ALL = "true ORDER BY f.judgment_seq DESC";

type MissRow = Omit<Miss, "content" | "state" | "shownAt"> &
  MissFacts & { fields: Record<string, string>; fieldRoles: FieldRoles; shownAt: Date };

/** Feedback that was shown and not dismissed, the oldest first. */
export function listUnseenMisses(access: AnnotatorAccess): Promise<Miss[]> {
  return readMisses(access, UNSEEN, TOLD_AT_ONCE, 0);
}

/** All feedback that was shown, the newest first. */
export async function listMyMisses(
  access: AnnotatorAccess,
  page: number,
): Promise<{ rows: Miss[]; hasMore: boolean }> {
  const rows = await readMisses(access, ALL, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE);
  return { rows: rows.slice(0, PAGE_SIZE), hasMore: rows.length > PAGE_SIZE };
}

// The allow-list of itemContent decides which fields they see, as at the desk.
async function readMisses(
  access: AnnotatorAccess,
  which: typeof UNSEEN | typeof ALL,
  limit: number,
  offset: number,
): Promise<Miss[]> {
  const { rows } = await judgingPool.query<MissRow>(
    `SELECT a.id, q.text AS query, i.fields, p.field_roles AS "fieldRoles", j.level::int, f.shown_at AS "shownAt",
            g.levels, g.reason, cardinality(n.levels) > 0 AS "isGold",
            EXISTS (SELECT 1 FROM gold_review r WHERE r.project_id = f.project_id AND r.item_no = f.item_no
                    AND r.closed_at IS NULL) AS "isInReview",
            (SELECT coalesce(jsonb_agg(jsonb_build_object('value', l.value, 'name', l.name) ORDER BY l.value), '[]')
             FROM level l WHERE l.project_id = f.project_id AND l.value = ANY (g.levels)) AS right,
            (SELECT jsonb_build_object('comment', c.comment, 'at', c.created_at,
                                       'isOfThisKey', c.gold_version = n.version,
                                       'decision', r.decision, 'answer', coalesce(r.answer, ''))
             FROM gold_contest c LEFT JOIN LATERAL (
               SELECT decision, answer FROM gold_review
               WHERE project_id = c.project_id AND item_no = c.item_no AND closed_at IS NOT NULL
                 AND last_contest_no >= c.no ORDER BY no LIMIT 1) AS r ON true
             WHERE c.project_id = f.project_id AND c.item_no = f.item_no AND c.annotator_no = f.annotator_no
             ORDER BY c.no DESC LIMIT 1) AS contest
     FROM gold_feedback f
     JOIN project p ON p.id = $1
     JOIN judgment j ON j.project_id = f.project_id AND j.seq = f.judgment_seq
     JOIN assignment a ON a.project_id = f.project_id AND a.item_no = f.item_no AND a.annotator_no = f.annotator_no
     JOIN item i ON i.project_id = f.project_id AND i.no = f.item_no
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     -- n: the newest version; g: the newest that had levels.
     JOIN LATERAL (SELECT version, levels FROM gold_version
                   WHERE project_id = f.project_id AND item_no = f.item_no ORDER BY version DESC LIMIT 1) AS n ON true
     JOIN LATERAL (SELECT levels, reason FROM gold_version
                   WHERE project_id = f.project_id AND item_no = f.item_no AND cardinality(levels) > 0
                   ORDER BY version DESC LIMIT 1) AS g ON true
     WHERE f.project_id = $1 AND f.annotator_no = $2 AND ${which} LIMIT $3 OFFSET $4`,
    [access.projectId, access.annotatorNo, limit, offset],
  );
  return rows.map(toMiss);
}

function toMiss(row: MissRow): Miss {
  const { fields, fieldRoles, shownAt, levels, isGold, isInReview, ...rest } = row;
  return {
    ...rest,
    content: itemContent(fields, fieldRoles),
    shownAt: shownAt.toISOString(),
    state: missState({ level: row.level, levels, isGold, isInReview }),
  };
}
