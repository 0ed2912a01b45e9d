import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { readStandingBasis } from "../standing/queries/basis.ts";
import type {
  GoldChangeFacts,
  ItemFact,
  Slot,
  SuspendedPerson,
  TouchedAnswer,
  TouchedQuizAnswer,
} from "./rules.ts";

/** Everything that the consequences of new levels for these items follow from. */
export async function readGoldChangeFacts(
  access: RequesterAccess,
  itemNos: readonly number[],
): Promise<GoldChangeFacts> {
  const [basis, answers, quiz, suspended, slots] = await Promise.all([
    readStandingBasis(access),
    listTouchedAnswers(access, itemNos),
    listTouchedQuizAnswers(access, itemNos),
    listSuspended(access),
    listSlots(access),
  ]);
  const items = await listItemFacts(access, [...itemNos, ...slots.map(({ itemNo }) => itemNo)]);
  return { basis, answers, quiz, suspended, slots, items };
}

async function listTouchedAnswers(access: RequesterAccess, itemNos: readonly number[]) {
  const { rows } = await pool.query<TouchedAnswer>(
    `SELECT annotator_no AS "annotatorNo", item_no AS "itemNo", level, seq::float8 AS seq FROM current_judgment
     WHERE project_id = $1 AND item_no = ANY ($2) AND level IS NOT NULL`,
    [access.projectId, itemNos],
  );
  return rows;
}

async function listTouchedQuizAnswers(access: RequesterAccess, itemNos: readonly number[]) {
  const { rows } = await pool.query<TouchedQuizAnswer>(
    `SELECT annotator_no AS "annotatorNo", item_no AS "itemNo", level, attempt FROM quiz_answer
     WHERE project_id = $1 AND item_no = ANY ($2) ORDER BY created_at`,
    [access.projectId, itemNos],
  );
  return rows;
}

// The newest suspension of a person says where they came from and what they held.
const SUSPENSION = `
  LEFT JOIN LATERAL (SELECT e.evidence FROM annotator_event e
    WHERE e.project_id = n.project_id AND e.annotator_no = n.no AND e.kind = 'suspended'
    ORDER BY e.no DESC LIMIT 1) AS s ON true`;

async function listSuspended(access: RequesterAccess) {
  const { rows } = await pool.query<SuspendedPerson>(
    `SELECT n.no, coalesce(s.evidence ->> 'from', 'probation') AS "cameFrom",
            (SELECT coalesce(max(j.seq), 0) FROM judgment j
             WHERE j.project_id = n.project_id AND j.annotator_no = n.no)::float8 AS "lastSeq"
     FROM annotator n ${SUSPENSION}
     WHERE n.project_id = $1 AND n.state = 'suspended' ORDER BY n.no`,
    [access.projectId],
  );
  return rows;
}

async function listSlots(access: RequesterAccess) {
  const { rows } = await pool.query<Slot>(
    `SELECT n.no AS "annotatorNo", a.item_no AS "itemNo", a.state = 'judged' AS "isJudged"
     FROM annotator n ${SUSPENSION}
     JOIN assignment a ON a.project_id = n.project_id AND a.annotator_no = n.no
     WHERE n.project_id = $1 AND n.state = 'suspended'
       AND ((a.judgment_seq IS NOT NULL AND a.state = 'judged' AND NOT a.counted)
         OR (a.state = 'returned' AND s.evidence -> 'held' @> to_jsonb(a.item_no) AND a.expires_at > clock_timestamp()))
     ORDER BY n.no, a.item_no`,
    [access.projectId],
  );
  return rows;
}

async function listItemFacts(access: RequesterAccess, itemNos: readonly number[]) {
  const { rows } = await pool.query<ItemFact>(
    `SELECT i.no, i.state, i.target, i.counted, i.live, g.levels AS scored,
            first_target(p, i.no) AS "asOrdinary", gold_cap(p.id) AS "asGold"
     FROM item i JOIN project p ON p.id = $1 LEFT JOIN scored_gold g ON g.project_id = i.project_id AND g.item_no = i.no
     WHERE i.project_id = $1 AND i.no = ANY ($2)`,
    [access.projectId, itemNos],
  );
  return rows;
}
