import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { ItemEvent, ItemJudgment, ItemOrigin, ScaleLevel } from "./rules.ts";
import type { FieldRoles } from "./schema.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Whether the project has any item yet. */
export async function hasItems(access: RequesterAccess): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(
    "SELECT last_item_no > 0 AS has FROM project WHERE id = $1",
    [access.projectId],
  );
  return rows[0]?.has ?? false;
}

export async function readFieldRoles(access: RequesterAccess): Promise<FieldRoles> {
  const { rows } = await pool.query<{ roles: FieldRoles }>(
    "SELECT field_roles AS roles FROM project WHERE id = $1",
    [access.projectId],
  );
  return rows[0]?.roles ?? [];
}

/** The project's levels 1..K by name. */
export async function readScale(access: RequesterAccess): Promise<ScaleLevel[]> {
  const { rows } = await pool.query<ScaleLevel>(
    "SELECT value, name FROM level WHERE project_id = $1 ORDER BY value",
    [access.projectId],
  );
  return rows;
}

export type ItemQuery = {
  readonly no: number;
  readonly externalId: string;
  readonly text: string;
  readonly note: string;
  readonly isPaused: boolean;
  /** Items of the query that pausing it would pause, and that are paused */
  readonly open: number;
  readonly paused: number;
  /** People whose newest answer on one of them says that the query cannot be judged */
  readonly unratable: number;
};

export type ItemView = {
  readonly no: number;
  readonly externalId: string;
  readonly state: string;
  readonly counted: number;
  readonly target: number;
  readonly isGold: boolean;
  readonly fields: Fields;
  readonly query: ItemQuery | null;
  /** People whose newest answer says that this result cannot be judged */
  readonly resultUnratable: number;
  readonly origin: ItemOrigin | null;
  readonly previousNo: number | null;
  readonly nextNo: number | null;
};

/** One item with where it came from, or null when the project has no such item. */
export async function readItem(access: RequesterAccess, itemNo: number): Promise<ItemView | null> {
  const { rows } = await pool.query<ItemView>(
    `SELECT i.no, i.key AS "externalId", i.state, i.counted, i.target, i.is_gold AS "isGold", i.fields,
            CASE WHEN q.no IS NOT NULL THEN
              jsonb_build_object('no', q.no, 'externalId', q.key, 'text', q.text, 'note', q.note, 'isPaused', q.state = 'paused',
                'open', (SELECT count(*) FROM item o WHERE o.project_id = $1 AND o.query_no = q.no AND o.state = 'open'),
                'paused', (SELECT count(*) FROM item o WHERE o.project_id = $1 AND o.query_no = q.no AND o.state = 'paused'),
                'unratable', (SELECT count(DISTINCT c.annotator_no) FROM current_judgment c
                             JOIN item o ON o.project_id = c.project_id AND o.no = c.item_no
                             WHERE c.project_id = $1 AND o.query_no = q.no AND c.unratable = 'query')) END AS query,
            (SELECT count(DISTINCT c.annotator_no)::int FROM current_judgment c
             WHERE c.project_id = $1 AND c.item_no = $2 AND c.unratable = 'result') AS "resultUnratable",
            CASE WHEN m.no IS NOT NULL THEN
              jsonb_build_object('importNo', m.no, 'line', i.import_line, 'fileName', m.file_name,
                                 'sha256', m.sha256, 'packedSha256', m.packed_sha256, 'createdAt', m.created_at) END AS origin,
            (SELECT max(no) FROM item WHERE project_id = $1 AND no < $2) AS "previousNo",
            (SELECT min(no) FROM item WHERE project_id = $1 AND no > $2) AS "nextNo"
     FROM item i
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     LEFT JOIN import m ON m.project_id = i.project_id AND m.no = i.import_no
     WHERE i.project_id = $1 AND i.no = $2`,
    [access.projectId, itemNo],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { origin } = row;
  return { ...row, origin: origin && { ...origin, createdAt: new Date(origin.createdAt) } };
}

/** Every answer that was ever given on an item, person by person, each person's newest first. */
export async function listItemJudgments(access: RequesterAccess, itemNo: number): Promise<ItemJudgment[]> {
  const { rows } = await pool.query<ItemJudgment>(
    `SELECT j.seq::text, n.pseudonym, n.no AS "annotatorNo", n.is_simulated AS "isSimulated", j.action,
            j.level::int, j.unratable, j.comment, j.duration_ms AS "durationMs",
            j.guideline_version AS "guidelineVersion", j.created_at AS "createdAt",
            j.seq = a.judgment_seq AS "isCurrent", coalesce(c.counts, false) AS counts
     FROM judgment j
     JOIN assignment a ON a.project_id = j.project_id AND a.item_no = j.item_no AND a.annotator_no = j.annotator_no
     JOIN annotator n ON n.project_id = j.project_id AND n.no = j.annotator_no
     LEFT JOIN current_judgment c ON c.project_id = j.project_id AND c.item_no = j.item_no AND c.seq = j.seq
     WHERE j.project_id = $1 AND j.item_no = $2
     ORDER BY a.ordinal, a.annotator_no, j.seq DESC`,
    [access.projectId, itemNo],
  );
  return rows;
}

/** What was done with an item as a whole, the newest first. */
export async function listItemEvents(access: RequesterAccess, itemNo: number): Promise<ItemEvent[]> {
  const { rows } = await pool.query<ItemEvent>(
    `SELECT e.rev, e.kind, e.created_at AS "createdAt", u.name AS "createdBy",
            (e.evidence ->> 'guidelineVersion')::int AS "guidelineVersion"
     FROM item_event e LEFT JOIN app_user u ON u.id = e.created_by_id
     WHERE e.project_id = $1 AND e.item_no = $2 ORDER BY e.rev DESC LIMIT 50`,
    [access.projectId, itemNo],
  );
  return rows;
}
