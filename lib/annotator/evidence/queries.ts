import "server-only";
import { readingOf } from "#lib/annotator/rules/crowd.ts";
import { decidingAnswers, type GoldRecord, goldRecordOf } from "#lib/annotator/rules/gold-record.ts";
import type { AnnotatorAccess, RequesterAccess } from "#lib/auth/access.ts";
import { judgingPool, pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { readFigure } from "#lib/project/figures/queries.ts";
import { readAtWork } from "../habits/queries.ts";
import { CROWD_FIGURE } from "../standing/queries/crowd.ts";
import { readOwnEvidence } from "../standing/queries/person.ts";
import {
  freshStart,
  type MissedGold,
  type OwnDecision,
  type OwnStandingView,
  type PersonView,
  type StandingEvent,
} from "./rules.ts";

const MOST_MISSES = 20;

/** Everything that a requester needs to decide about one person. */
export async function readPerson(access: RequesterAccess, no: number): Promise<PersonView> {
  const { rows } = await pool.query<PersonView["person"]>(
    `SELECT n.no, n.pseudonym, u.name, n.is_simulated AS "isSimulated", n.joined_at AS "joinedAt",
            EXISTS (SELECT 1 FROM sees_gold s WHERE s.project_id = n.project_id AND s.annotator_no = n.no) AS "seesGold"
     FROM annotator n LEFT JOIN app_user u ON u.id = n.user_id WHERE n.project_id = $1 AND n.no = $2`,
    [access.projectId, no],
  );
  const [person] = rows;
  if (person === undefined) throw new AppError("not_found", "There is no such annotator.");
  const [{ findings, levels }, { flags, consequences }, misses] = await Promise.all([
    readFindings(access, no),
    readAtWork(access, no),
    listMisses(access, no, null),
  ]);
  return { person, levels, ...findings, flags, misses, consequences };
}

/** The standing of a person as they see it. Their misses are shown once the answers can no longer be changed. */
export async function readOwnStanding(access: AnnotatorAccess): Promise<OwnStandingView> {
  const { findings, levels, secondChanceAtSeq } = await readFindings(access, access.annotatorNo);
  const misses =
    secondChanceAtSeq === null ? [] : await listMisses(access, access.annotatorNo, secondChanceAtSeq);
  // The pieces, the reading and the reference compare them with others, so only the requester sees them.
  const { reading: _, pass: __, reference: ___, inAll: ____, ...own } = findings;
  const events = own.events.map((event) => ({ ...event, evidence: [] }));
  return { ...own, events, levels, misses };
}

/** How everybody of the project does on gold, by number. */
export async function readGoldRecords(access: RequesterAccess): Promise<Map<number, GoldRecord>> {
  const crowd = await readFigure(access, CROWD_FIGURE);
  return new Map([...crowd].map(([no, { record }]) => [no, record]));
}

/** Whether the person is suspended or was reinstated, and why. Null where nothing of the kind was decided. */
export async function readOwnDecision(access: AnnotatorAccess): Promise<OwnDecision | null> {
  const { rows } = await judgingPool.query<OwnDecision>(
    `SELECT kind, reason, created_at AS at FROM annotator_event
     WHERE project_id = $1 AND annotator_no = $2 AND kind IN ('suspended', 'reinstated') ORDER BY no DESC LIMIT 1`,
    [access.projectId, access.annotatorNo],
  );
  return rows[0] ?? null;
}

async function readFindings(access: RequesterAccess | AnnotatorAccess, no: number) {
  const [{ person, own, decision, levels }, events] = await Promise.all([
    readOwnEvidence(access, no),
    listEvents(access, no),
  ]);
  const { all, since } = goldRecordOf(person, own);
  const findings = {
    state: person.state,
    verdict: decision.verdict,
    wanted: decision.wanted,
    pass: decision.pass,
    reference: decision.reference,
    accuracy: since?.accuracy ?? all,
    inAll: all,
    reading: readingOf(decidingAnswers(own, since), levels, decision.wanted),
    since: freshStart(since, events),
    events,
  };
  return { findings, levels, secondChanceAtSeq: person.secondChanceAtSeq };
}

async function listEvents(access: RequesterAccess | AnnotatorAccess, no: number): Promise<StandingEvent[]> {
  const { rows } = await pool.query<StandingEvent>(
    `SELECT e.no, e.kind, e.reason, u.name AS by, e.created_at AS at,
            e.evidence - '{rule,evidence,wanted,held,paused,from,attempt}'::text[] AS facts,
            coalesce(e.evidence -> 'evidence', '[]') AS evidence, coalesce((e.evidence ->> 'wanted')::float8, 0) AS wanted
     FROM annotator_event e LEFT JOIN app_user u ON u.id = e.created_by_id
     WHERE e.project_id = $1 AND e.annotator_no = $2 ORDER BY e.no`,
    [access.projectId, no],
  );
  return rows;
}

/**
 * Gold that the person missed, the newest first. For the person themselves only up to a judgment: answers that they can no
 * longer undo, because they saw the acceptable levels or have answered ten more.
 */
async function listMisses(
  access: RequesterAccess | AnnotatorAccess,
  no: number,
  upTo: number | null,
): Promise<MissedGold[]> {
  type Row = Omit<MissedGold, "title"> & { fields: Record<string, string>; fieldRoles: FieldRoles };
  const { rows } = await pool.query<Row>(
    `SELECT q.text AS query, i.fields, p.field_roles AS "fieldRoles", c.level, g.levels AS acceptable, g.reason
     FROM scored_gold g
     -- Gold by gold: a person has many more judgments than there is gold.
     CROSS JOIN LATERAL (
       SELECT o.* FROM current_judgment o
       WHERE o.project_id = $1 AND o.item_no = g.item_no AND o.annotator_no = $2 OFFSET 0) AS c
     JOIN project p ON p.id = $1
     JOIN item i ON i.project_id = g.project_id AND i.no = g.item_no
     LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE g.project_id = $1 AND c.level IS NOT NULL AND NOT c.level = ANY (g.levels)
       AND ($3::float8 IS NULL OR (c.seq <= $3 AND (
         EXISTS (SELECT 1 FROM gold_feedback f WHERE f.project_id = c.project_id AND f.judgment_seq = c.seq)
         OR 10 <= (SELECT count(*) FROM assignment a WHERE a.project_id = c.project_id AND a.annotator_no = $2
                   AND a.state IN ('judged', 'surplus', 'unratable') AND a.judgment_seq > c.seq))))
     ORDER BY c.seq DESC LIMIT ${MOST_MISSES}`,
    [access.projectId, no, upTo],
  );
  return rows.map(({ fields, fieldRoles, ...miss }) => {
    const { title, text, url } = itemContent(fields, fieldRoles);
    return { ...miss, title: title || text || url };
  });
}
