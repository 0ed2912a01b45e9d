import "server-only";
import type { AnnotatorAccess, UserAccess } from "#lib/auth/access.ts";
import { judgingPool } from "#lib/database/pool.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import {
  type AnnotatorProgress,
  aheadOf,
  type DeskProgress,
  type HeldItem,
  type JudgedRow,
  type LevelView,
  SITTING,
} from "./rules.ts";

const PAGE_SIZE = 50;

type HeldRow = {
  id: string;
  epoch: number;
  expiresAt: Date;
  queryText: string | null;
  queryNote: string | null;
  position: number;
  results: number;
  fields: Record<string, string>;
  fieldRoles: FieldRoles;
};

/**
 * What the person holds: whole queries together, in the order in which they were lent. Within a query the order is that of
 * random ids, so that a position reveals nothing. The allow-list of itemContent decides which fields they see.
 */
export async function listHeld(access: AnnotatorAccess): Promise<HeldItem[]> {
  const { rows } = await judgingPool.query<HeldRow>(
    `WITH held AS (
       SELECT a.id, a.epoch, a.created_at, a.expires_at, i.query_no, i.fields,
              min(a.created_at) OVER (PARTITION BY i.group_ord) AS lent,
              hashint8extended(i.group_ord, n.seed) AS turn
       FROM assignment a
       JOIN annotator n ON n.project_id = a.project_id AND n.no = a.annotator_no
       JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
       WHERE a.project_id = $1 AND a.annotator_no = $2 AND a.state = 'live'
     ), met AS (
       SELECT i.query_no, count(*) AS results,
              count(a.item_no) FILTER (WHERE a.state IN ('judged', 'surplus', 'unratable')) AS answered
       FROM item i
       LEFT JOIN assignment a ON a.project_id = i.project_id AND a.item_no = i.no AND a.annotator_no = $2
       WHERE i.project_id = $1 AND i.query_no IN (SELECT query_no FROM held) AND i.state <> 'removed'
       GROUP BY i.query_no
     )
     SELECT h.id, h.epoch, h.expires_at AS "expiresAt", q.text AS "queryText", q.note AS "queryNote", h.fields,
            (SELECT field_roles FROM project WHERE id = $1) AS "fieldRoles", m.results::int AS results,
            (m.answered + row_number() OVER (PARTITION BY h.query_no ORDER BY h.created_at, h.id))::int AS position
     FROM held h
     LEFT JOIN query q ON q.project_id = $1 AND q.no = h.query_no
     LEFT JOIN met m ON m.query_no = h.query_no
     ORDER BY h.lent, h.turn, h.created_at, h.id`,
    [access.projectId, access.annotatorNo],
  );
  return rows.map(toHeldItem);
}

function toHeldItem(row: HeldRow): HeldItem {
  const { queryText, queryNote, position, results } = row;
  return {
    id: row.id,
    epoch: row.epoch,
    expiresAt: row.expiresAt.toISOString(),
    query: queryText === null ? null : { text: queryText, note: queryNote ?? "", place: position, results },
    content: itemContent(row.fields, row.fieldRoles),
  };
}

// How many items a person holds, and how many could be lent to them, counted up to one sitting. In review nothing is.
const HELD = `
  (SELECT count(*) FROM assignment a
   WHERE a.project_id = n.project_id AND a.annotator_no = n.no AND a.state = 'live')::int`;
const LENDABLE = `
  CASE WHEN n.state = 'review' THEN 0 ELSE (SELECT count(*) FROM (
     SELECT 1 FROM item i
     WHERE i.project_id = n.project_id AND i.state = 'open' AND NOT i.is_gold AND i.has_room
       AND NOT (SELECT has_met FROM meeting(i.project_id, i.no, n.no)) LIMIT ${SITTING}) AS lendable)::int END`;

type Waiting = { held: number; lendable: number };

/** The progress of the person. */
export async function myProgress(access: AnnotatorAccess, since: string): Promise<DeskProgress> {
  const { rows } = await judgingPool.query<Waiting & { today: number }>(
    `SELECT ${HELD} AS held, ${LENDABLE} AS lendable,
            (SELECT count(*) FROM current_judgment c
             WHERE c.project_id = n.project_id AND c.annotator_no = n.no AND c.created_at >= $3)::int AS today
     FROM annotator n WHERE n.project_id = $1 AND n.no = $2`,
    [access.projectId, access.annotatorNo, since],
  );
  const { today, held, lendable } = rows[0] as Waiting & { today: number };
  return { today, ahead: aheadOf(held, lendable) };
}

/** For each project of the person: what is left for them and where they left off. */
export async function listMyStandings(access: UserAccess): Promise<AnnotatorProgress[]> {
  const { rows } = await judgingPool.query<Omit<AnnotatorProgress, "ahead"> & Waiting & { isOpen: boolean }>(
    `SELECT n.project_id AS "projectId", j.created_at AS "lastAt", q.text AS "lastQuery", open."isOpen",
            CASE WHEN open."isOpen" THEN ${HELD} ELSE 0 END AS held,
            CASE WHEN open."isOpen" THEN ${LENDABLE} ELSE 0 END AS lendable
     FROM annotator n
     JOIN project p ON p.id = n.project_id
     CROSS JOIN LATERAL (SELECT p.state = 'live' AND n.state <> 'suspended' AS "isOpen") AS open
     LEFT JOIN LATERAL (
       SELECT c.created_at, c.item_no FROM current_judgment c
       WHERE c.project_id = n.project_id AND c.annotator_no = n.no ORDER BY c.seq DESC LIMIT 1) AS j ON true
     LEFT JOIN item i ON i.project_id = n.project_id AND i.no = j.item_no
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE n.user_id = $1`,
    [access.userId],
  );
  return rows.map(({ projectId, lastAt, lastQuery, held, lendable }) => ({
    ...{ projectId, lastAt, lastQuery },
    ahead: aheadOf(held, lendable),
  }));
}

export type JudgingSetup = {
  /** Digest of the texts around the items, as in readScreen */
  screen: string;
  /** They can see which items are gold */
  seesGold: boolean;
  name: string;
  question: string;
  isSimulated: boolean;
  pseudonym: string;
  levels: LevelView[];
  guideline: { version: number; markdown: string } | null;
  guidelineVersionRead: number;
  isSuspended: boolean;
};

// Of the project $1. From the project alone, so that the texts around gold are those around every item.
const SCREEN = `encode(sha256(convert_to(json_build_array(p.name, p.question,
    (SELECT max(g.version) FROM guideline_version g WHERE g.project_id = $1),
    (SELECT json_agg(json_build_array(l.value, l.name, l.definition, l.examples) ORDER BY l.value)
     FROM level l WHERE l.project_id = $1))::text, 'UTF8')), 'hex')`;

/** A digest of the texts around the items. An open desk notices by it that its texts are outdated. */
export async function readScreen(access: AnnotatorAccess): Promise<string> {
  const { rows } = await judgingPool.query<{ screen: string }>(
    `SELECT ${SCREEN} AS screen FROM project p WHERE p.id = $1`,
    [access.projectId],
  );
  return rows[0]?.screen ?? "";
}

/** The texts around the items on the judging page: the question, the scale, the newest guideline. */
export async function readJudgingSetup(access: AnnotatorAccess): Promise<JudgingSetup> {
  const { rows } = await judgingPool.query<JudgingSetup>(
    `SELECT ${SCREEN} AS screen, p.name, p.question, p.is_simulated AS "isSimulated", n.pseudonym,
            EXISTS (SELECT 1 FROM sees_gold s WHERE s.project_id = n.project_id AND s.annotator_no = n.no) AS "seesGold",
            n.guideline_version_read AS "guidelineVersionRead", n.state = 'suspended' AS "isSuspended",
            (SELECT json_agg(json_build_object('value', l.value, 'name', l.name, 'definition', l.definition,
                                               'examples', l.examples) ORDER BY l.value)
             FROM level l WHERE l.project_id = $1) AS levels,
            (SELECT json_build_object('version', g.version, 'markdown', g.markdown) FROM guideline_version g
             WHERE g.project_id = $1 ORDER BY g.version DESC LIMIT 1) AS guideline
     FROM project p JOIN annotator n ON n.project_id = $1
     WHERE p.id = $1 AND n.no = $2`,
    [access.projectId, access.annotatorNo],
  );
  const row = rows[0] as JudgingSetup;
  return { ...row, levels: row.levels ?? [] };
}

/** The guideline as the person last read it, to show what changed since. */
export async function readGuidelineVersion(access: AnnotatorAccess, version: number): Promise<string> {
  const { rows } = await judgingPool.query<{ markdown: string }>(
    "SELECT markdown FROM guideline_version WHERE project_id = $1 AND version = $2",
    [access.projectId, version],
  );
  return rows[0]?.markdown ?? "";
}

/** The person's own answers, newest first. */
export async function listMyJudgments(
  access: AnnotatorAccess,
  page: number,
): Promise<{ rows: JudgedRow[]; hasMore: boolean }> {
  type Row = Omit<JudgedRow, "title"> & Pick<HeldRow, "fields" | "fieldRoles">;
  const { rows } = await judgingPool.query<Row>(
    `SELECT c.created_at AS at, q.text AS query, i.fields,
            (SELECT field_roles FROM project WHERE id = $1) AS "fieldRoles", c.level, c.unratable, c.comment
     FROM current_judgment c
     JOIN item i ON i.project_id = c.project_id AND i.no = c.item_no
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE c.project_id = $1 AND c.annotator_no = $2
     ORDER BY c.seq DESC LIMIT $3 OFFSET $4`,
    [access.projectId, access.annotatorNo, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE],
  );
  return { rows: rows.slice(0, PAGE_SIZE).map(toJudgedRow), hasMore: rows.length > PAGE_SIZE };
}

function toJudgedRow(row: Omit<JudgedRow, "title"> & Pick<HeldRow, "fields" | "fieldRoles">): JudgedRow {
  const { fields, fieldRoles, ...rest } = row;
  const { title, text, url } = itemContent(fields, fieldRoles);
  return { ...rest, title: title || text || url };
}
