import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { readGoldCoverage } from "../queries.ts";
import { ENOUGH_TRUSTED, type GoldCandidate, rankCandidates } from "./rules.ts";

const PER_LEVEL = 10;
const MOST = 25;
/** How many done items are searched: enough to find candidates, and no more in a project of a million. */
const LOOKED_AT = 5000;

/** The items that could become gold, first those that the bank needs most. Items that were gold before are left out. */
export async function listCandidates(access: RequesterAccess): Promise<GoldCandidate[]> {
  const [{ perLevel }, { rows }] = await Promise.all([
    readGoldCoverage(access),
    pool.query<GoldCandidate>(
      `SELECT "itemNo", "externalId", query, title, level, judgments, trusted FROM (
         SELECT i.no AS "itemNo", i.key AS "externalId", q.text AS query,
                coalesce((SELECT i.fields ->> (r.role ->> 'name') FROM jsonb_array_elements(p.field_roles) AS r (role)
                          WHERE r.role ->> 'role' = 'title' LIMIT 1), i.key) AS title,
                v.level, v.judgments, v.trusted,
                row_number() OVER (PARTITION BY v.level ORDER BY v.trusted DESC, i.no) AS position
         FROM (
           SELECT * FROM item
           WHERE project_id = $1 AND state = 'done' AND NOT is_gold AND NOT EXISTS (
             SELECT 1 FROM gold_version g WHERE g.project_id = item.project_id AND g.item_no = item.no)
           ORDER BY no LIMIT ${LOOKED_AT}) AS i
         -- Most items are told apart by who answered them. What was answered is looked up of the others alone.
         JOIN LATERAL (
           SELECT 1 FROM assignment a
           WHERE a.project_id = $1 AND a.item_no = i.no AND a.judgment_seq IS NOT NULL
           HAVING count(*) FILTER (WHERE a.annotator_no IN (
             SELECT t.no FROM annotator t WHERE t.project_id = $1 AND t.state = 'trusted')) >= $2
           OFFSET 0) AS known ON true
         JOIN LATERAL (
           SELECT min(c.level)::int AS level, count(*)::int AS judgments,
                  (count(*) FILTER (WHERE n.state = 'trusted'))::int AS trusted
           FROM current_judgment c JOIN annotator n ON n.project_id = c.project_id AND n.no = c.annotator_no
           WHERE c.project_id = i.project_id AND c.item_no = i.no AND (c.counts OR c.unratable IS NOT NULL)
           HAVING min(c.level) = max(c.level) AND bool_and(c.level IS NOT NULL)
             AND count(*) FILTER (WHERE n.state = 'trusted') >= $2) AS v ON true
         JOIN project p ON p.id = $1
         LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
       ) AS ranked WHERE position <= $3`,
      [access.projectId, ENOUGH_TRUSTED, PER_LEVEL],
    ),
  ]);
  return rankCandidates(rows, perLevel).slice(0, MOST);
}
