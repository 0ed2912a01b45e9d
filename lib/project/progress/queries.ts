import "server-only";
import type { RequesterAccess, UserAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { type Figure, listStoredFigures, readFigure } from "../figures/queries.ts";
import {
  BLOCKS,
  type Counts,
  LONGEST_HOURS,
  type ProjectProgress,
  progressOf,
  type Rhythm,
} from "./rules.ts";

/** How far the project is, at which pace, when it may be done, and whether the work goes on. */
export async function readProgress(access: RequesterAccess): Promise<ProjectProgress> {
  const [people, items, rhythm] = await Promise.all([
    readPeople(access.projectId),
    readItemCounts(access),
    readFigure(access, RHYTHM_FIGURE),
  ]);
  return progressOf({ ...people, ...items }, rhythm);
}

/** The counts of projects that the person may look into, by project. */
export async function listCounts(
  access: UserAccess,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const stored = await listStoredFigures(access, projectIds, PROGRESS_FIGURE);
  const found = new Map<string, Counts>();
  // One project after the other, so that a page does not take every connection.
  for (const projectId of projectIds) {
    const [people, items] = await Promise.all([
      readPeople(projectId),
      stored.get(projectId) ?? countItems(projectId),
    ]);
    found.set(projectId, { ...people, ...items });
  }
  return found;
}

type PeopleCounts = Pick<
  Counts,
  "state" | "quietHours" | "liveHours" | "joined" | "active" | "inReview" | "suspended"
>;
type ItemCounts = Omit<Counts, keyof PeopleCounts> & {
  /** Ordinary items with a judgment that counts */
  judged: number;
  /** Ordinary and gold items that are paused by themselves and not with their query */
  pausedAlone: number;
  /** Some query has several items */
  isGrouped: boolean;
};

type ItemCountsRow = Omit<ItemCounts, "blocked" | "short"> & {
  /** The most judgments that an open item wants, and the most answers to one item that take none of its slots */
  mostWanted: number;
  mostUncounted: number;
};

/** The counts of a project's items, as they are stored of a large one. */
export function readItemCounts(access: RequesterAccess): Promise<ItemCounts> {
  return readFigure(access, PROGRESS_FIGURE);
}

/** While it is missing, items are counted as those of a small project are. */
export const PROGRESS_FIGURE: Figure<ItemCounts> = {
  name: "progress",
  isDirectWhileMissing: true,
  compute: ({ projectId }) => countItems(projectId),
  pack: (counts) => counts,
  unpack: (stored) => stored as ItemCounts,
};

/** At which pace people judge. A crowd gives millions of judgments in the days that it is taken from. */
export const RHYTHM_FIGURE: Figure<Rhythm> = {
  name: "rhythm",
  isDirectWhileMissing: true,
  compute: readRhythm,
  pack: (rhythm) => rhythm,
  unpack: (stored) => stored as Rhythm,
};

// Of simulated people only those with an account can come back.
const ACTIVE = "n.state IN ('probation', 'trusted') AND NOT (n.is_simulated AND n.user_id IS NULL)";

async function readPeople(projectId: string): Promise<PeopleCounts> {
  const { rows } = await pool.query<PeopleCounts>(
    `SELECT p.state, n.*,
            (SELECT extract(epoch FROM now() - max(j.created_at))::float8 / 3600 FROM judgment j
             WHERE j.project_id = $1) AS "quietHours",
            coalesce(extract(epoch FROM now() - p.launched_at)::float8 / 3600, 0) AS "liveHours"
     FROM project p
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS joined, (count(*) FILTER (WHERE ${ACTIVE}))::int AS active,
              (count(*) FILTER (WHERE n.state = 'review'))::int AS "inReview",
              (count(*) FILTER (WHERE n.state = 'suspended'))::int AS suspended
       FROM annotator n WHERE n.project_id = $1) AS n
     WHERE p.id = $1`,
    [projectId],
  );
  const [row] = rows;
  if (row === undefined) throw new AppError("not_found", "There is no such project.");
  return row;
}

const ITEM_COUNTS = `
  SELECT (count(*) FILTER (WHERE o.state = 'done'))::int AS done,
         (count(*) FILTER (WHERE o.state = 'open' AND o.counted + o.live > 0))::int AS begun,
         (count(*) FILTER (WHERE o.state = 'open' AND o.counted + o.live = 0))::int AS waiting,
         (count(*) FILTER (WHERE o.state = 'paused'))::int AS paused,
         (count(*) FILTER (WHERE o.awaits_stop_rule AND (SELECT p.is_adaptive FROM project p WHERE p.id = $1)))::int
           AS undecided,
         (count(*) FILTER (WHERE o.state = 'open' AND o.live > 0))::int AS held,
         coalesce(sum(o.counted), 0)::int AS counted, coalesce(sum(o.target), 0)::int AS wanted,
         coalesce(sum(o.target - o.counted) FILTER (WHERE o.state = 'open'), 0)::int AS remaining,
         coalesce(max(o.target) FILTER (WHERE o.state = 'open'), 0) AS "mostWanted",
         (count(*) FILTER (WHERE o.counted > 0))::int AS judged,
         (SELECT count(*)::int FROM item i LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no
          WHERE i.project_id = $1 AND i.state = 'paused' AND q.state IS DISTINCT FROM 'paused') AS "pausedAlone",
         -- Query by query, so that the first one with two ends the search
         EXISTS (SELECT 1 FROM query q WHERE q.project_id = $1 AND 2 = (
           SELECT count(*) FROM (SELECT 1 FROM item i WHERE i.project_id = $1 AND i.query_no = q.no LIMIT 2) AS two))
           AS "isGrouped",
         (SELECT coalesce(max(u.people), 0)::int FROM (
            SELECT count(*) AS people FROM assignment a
            WHERE a.project_id = $1 AND NOT a.counted AND a.state IN ('judged', 'surplus', 'unratable')
            GROUP BY a.item_no) AS u)
         + (SELECT count(DISTINCT q.annotator_no)::int FROM quiz_answer q
            JOIN item w ON w.project_id = $1 AND w.no = q.item_no AND w.state = 'open' AND NOT w.is_gold
            WHERE q.project_id = $1) AS "mostUncounted"
  FROM item o WHERE o.project_id = $1 AND NOT o.is_gold AND o.state IN ('open', 'done', 'paused')`;

async function countItems(projectId: string): Promise<ItemCounts> {
  const [people, { rows }] = await Promise.all([
    readPeople(projectId),
    pool.query<ItemCountsRow>(ITEM_COUNTS, [projectId]),
  ]);
  const { mostWanted, mostUncounted, ...counts } = rows[0] as ItemCountsRow;
  const isShort = canBeShort({ ...people, ...counts, mostWanted, mostUncounted });
  return { ...counts, ...(isShort ? await readShortages(projectId) : NO_SHORTAGE) };
}

/**
 * An item has enough people when the project has as many as the item wants, plus those who answered it without taking
 * a slot. If that is true for the worst item, no item has to be checked. It is, in every project with more than a few
 * people.
 */
function canBeShort({
  state,
  begun,
  waiting,
  active,
  mostWanted,
  mostUncounted,
}: PeopleCounts & ItemCountsRow): boolean {
  return state === "live" && begun + waiting > 0 && active > 0 && active < mostWanted + mostUncounted;
}

type Shortages = Pick<Counts, "blocked" | "short">;

const NO_SHORTAGE: Shortages = {
  blocked: { begun: 0, waiting: 0 },
  short: { items: 0, fewest: 0, most: 0 },
};

// How many active people are left for an item: all active people, minus those who already met it (see meeting() in
// the queue). The counters of the item give that number, except for two groups, which `shift` looks up: active people
// who answered without taking a slot, and people who took a slot and are no longer active. "lacking": the item wants
// more people than there are. "blocked": nobody is left for it and nobody holds it.
const SHORTAGES = `
  WITH person AS (
    SELECT n.no, ${ACTIVE} AS active FROM annotator n WHERE n.project_id = $1
  ), crowd AS (
    SELECT (count(*) FILTER (WHERE active))::int AS people FROM person
  ), shift AS (
    SELECT a.item_no, 1 AS people FROM assignment a JOIN person n ON n.no = a.annotator_no
    WHERE a.project_id = $1 AND n.active AND NOT a.counted AND a.state IN ('judged', 'surplus', 'unratable')
    UNION ALL
    SELECT a.item_no, -1 FROM assignment a JOIN person n ON n.no = a.annotator_no
    WHERE a.project_id = $1 AND NOT n.active AND a.counted AND a.judgment_seq IS NOT NULL
    UNION ALL
    SELECT a.item_no, -1 FROM assignment a JOIN person n ON n.no = a.annotator_no
    WHERE a.project_id = $1 AND NOT n.active AND a.state = 'live'
    UNION ALL
    SELECT q.item_no, 1 FROM (
      SELECT DISTINCT item_no, annotator_no FROM quiz_answer WHERE project_id = $1) AS q
    JOIN person n ON n.no = q.annotator_no
    WHERE n.active
      AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.project_id = $1 AND a.item_no = q.item_no
                      AND a.annotator_no = q.annotator_no AND a.state NOT IN ('expired', 'returned', 'reopened'))
  ), shifts AS (
    SELECT item_no, sum(people)::int AS people FROM shift GROUP BY item_no
  ), open AS (
    SELECT i.counted, i.live, c.people - i.counted - i.live - coalesce(s.people, 0) AS free,
           i.target - c.people + coalesce(s.people, 0) AS lacking
    FROM item i CROSS JOIN crowd c LEFT JOIN shifts s ON s.item_no = i.no
    WHERE i.project_id = $1 AND i.state = 'open' AND NOT i.is_gold AND i.has_room
  )
  SELECT jsonb_build_object('begun', count(*) FILTER (WHERE free = 0 AND live = 0 AND counted > 0),
                            'waiting', count(*) FILTER (WHERE free = 0 AND live = 0 AND counted = 0)) AS blocked,
         jsonb_build_object('items', count(*) FILTER (WHERE lacking > 0),
                            'fewest', coalesce(min(lacking) FILTER (WHERE lacking > 0), 0),
                            'most', coalesce(max(lacking) FILTER (WHERE lacking > 0), 0)) AS short
  FROM open`;

async function readShortages(projectId: string): Promise<Shortages> {
  const { rows } = await pool.query<Shortages>(SHORTAGES, [projectId]);
  return rows[0] ?? NO_SHORTAGE;
}

// Judgments of ordinary items that counted when they arrived, in equal stretches since the first judgment, for at
// most two days. Judgments that were uncounted later are included, because they do not change how fast people work.
async function readRhythm(access: RequesterAccess): Promise<Rhythm> {
  const { rows } = await pool.query<{ hours: number; block: number | null; judgments: number }>(
    `WITH span AS (
       SELECT greatest(now() - make_interval(hours => $2),
                       (SELECT min(created_at) FROM judgment WHERE project_id = $1)) AS since),
     span_hours AS (
       SELECT since, greatest(extract(epoch FROM now() - since), 1)::float8 / 3600 AS hours FROM span)
     SELECT s.hours, b.block, coalesce(b.judgments, 0)::int AS judgments
     FROM span_hours s LEFT JOIN LATERAL (
       SELECT least($3::int, 1 + floor($3::int * extract(epoch FROM c.created_at - s.since) / 3600 / s.hours))::int AS block,
              count(*) AS judgments
       FROM judgment c JOIN item i ON i.project_id = c.project_id AND i.no = c.item_no
       WHERE c.project_id = $1 AND c.counted_at_receipt AND c.action = 'judge' AND NOT i.is_gold
         AND c.created_at >= s.since
         AND NOT EXISTS (SELECT 1 FROM judgment n WHERE n.project_id = $1 AND n.supersedes = c.seq)
       GROUP BY 1) b ON true`,
    [access.projectId, LONGEST_HOURS, BLOCKS],
  );
  const blocks = new Array<number>(BLOCKS).fill(0);
  for (const { block, judgments } of rows) if (block !== null) blocks[block - 1] = judgments;
  return { blocks, hours: rows[0]?.hours ?? LONGEST_HOURS };
}
