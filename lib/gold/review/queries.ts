import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { listOfGold } from "#lib/project/whole/queries.ts";
import type { AnswerFact, GoldCase, GoldFact } from "./rules.ts";

/** What the model needs: the gold that scores and that nobody has confirmed, and everybody's answers on gold. */
export async function readGoldFacts(
  access: RequesterAccess,
): Promise<{ golds: GoldFact[]; confirmed: Set<number>; answers: AnswerFact[]; scaleSize: number }> {
  const [golds, answers, scale] = await Promise.all([
    pool.query<GoldFact & { isConfirmed: boolean }>(
      `SELECT g.item_no AS "itemNo", g.version, g.levels,
              EXISTS (SELECT 1 FROM gold_review r
                      JOIN gold_version v ON v.project_id = r.project_id AND v.item_no = r.item_no
                        AND v.version = r.gold_version
                      WHERE r.project_id = g.project_id AND r.item_no = g.item_no AND r.decision = 'kept'
                        AND v.levels = g.levels) AS "isConfirmed"
       FROM scored_gold g WHERE g.project_id = $1 ORDER BY g.item_no`,
      [access.projectId],
    ),
    listOfGold<AnswerFact>(
      access,
      `SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level::int
       FROM scored_gold g JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
       WHERE g.project_id = $1 AND c.level IS NOT NULL`,
    ),
    pool.query<{ size: number }>("SELECT count(*)::int AS size FROM level WHERE project_id = $1", [
      access.projectId,
    ]),
  ]);
  return {
    golds: golds.rows.map(({ itemNo, version, levels }) => ({ itemNo, version, levels })),
    confirmed: new Set(golds.rows.filter(({ isConfirmed }) => isConfirmed).map(({ itemNo }) => itemNo)),
    answers,
    scaleSize: scale.rows[0]?.size ?? 0,
  };
}

type CaseRow = Omit<GoldCase, "content"> & { fields: Record<string, string>; fieldRoles: FieldRoles };

/** Gold that is contested or in review: first what was taken out of scoring, then what one person contests. */
export async function listGoldCases(access: RequesterAccess): Promise<GoldCase[]> {
  const { rows } = await pool.query<CaseRow>(
    `SELECT g.item_no AS "itemNo", g.version, q.text AS query, i.fields, p.field_roles AS "fieldRoles", g.levels, g.reason,
            CASE WHEN r.no IS NOT NULL THEN
              jsonb_build_object('reason', r.reason, 'probability', r.probability) END AS review,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('pseudonym', n.pseudonym, 'isSimulated', n.is_simulated,
                                                          'level', c.level, 'comment', c.comment)
                                       ORDER BY c.level, n.pseudonym), '[]')
             FROM current_judgment c JOIN annotator n ON n.project_id = c.project_id AND n.no = c.annotator_no
             WHERE c.project_id = g.project_id AND c.item_no = g.item_no AND c.level IS NOT NULL) AS answers,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('no', o.no, 'pseudonym', n.pseudonym, 'comment', o.comment,
                                                          'at', o.created_at) ORDER BY o.no), '[]')
             FROM open_contest o JOIN annotator n ON n.project_id = o.project_id AND n.no = o.annotator_no
             WHERE o.project_id = g.project_id AND o.item_no = g.item_no) AS contests
     FROM current_gold g
     JOIN project p ON p.id = $1
     JOIN item i ON i.project_id = g.project_id AND i.no = g.item_no
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     LEFT JOIN gold_review r ON r.project_id = g.project_id AND r.item_no = g.item_no AND r.closed_at IS NULL
     WHERE g.project_id = $1 AND (r.no IS NOT NULL OR EXISTS (
       SELECT 1 FROM open_contest o WHERE o.project_id = g.project_id AND o.item_no = g.item_no))
     ORDER BY r.no IS NULL, r.opened_at, g.item_no LIMIT 50`,
    [access.projectId],
  );
  return rows.map(({ fields, fieldRoles, ...row }) => ({ ...row, content: itemContent(fields, fieldRoles) }));
}
