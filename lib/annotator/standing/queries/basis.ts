import "server-only";
import type { GoldJudgment } from "#lib/annotator/rules/crowd.ts";
import type { AnnotatorAccess, RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { Person, StandingBasis } from "../rules.ts";

/**
 * Everything that the standing of everybody is computed from, without gold in review. An annotator sees only the
 * conclusion about themselves.
 */
export async function readStandingBasis(access: RequesterAccess | AnnotatorAccess): Promise<StandingBasis> {
  const values = [access.projectId];
  const [project, people, answers, quiz] = await Promise.all([
    pool.query<{ levels: number; pass: number }>(
      `SELECT p.quiz_pass AS pass, (SELECT count(*)::int FROM level l WHERE l.project_id = $1) AS levels
       FROM project p WHERE p.id = $1`,
      values,
    ),
    pool.query<Person>(
      `SELECT n.no, n.state, n.second_chance_at_seq::float8 AS "secondChanceAtSeq",
              n.reinstated_at_seq::float8 AS "reinstatedAtSeq",
              EXISTS (SELECT 1 FROM annotator_event e WHERE e.project_id = n.project_id AND e.annotator_no = n.no
                      AND e.kind = 'quiz-failed') AS "hasFailedQuiz"
       FROM annotator n WHERE n.project_id = $1 ORDER BY n.no`,
      values,
    ),
    pool.query<GoldJudgment>(
      `SELECT c.annotator_no AS "annotatorNo", c.item_no AS "itemNo", c.level, g.levels AS acceptable,
              c.seq::float8 AS seq
       FROM scored_gold g
       JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
       WHERE g.project_id = $1 AND c.level IS NOT NULL
       ORDER BY c.annotator_no, c.seq`,
      values,
    ),
    pool.query<StandingBasis["quiz"][number]>(
      `SELECT a.annotator_no AS "annotatorNo", a.item_no AS "itemNo", a.level, a.attempt, g.levels AS acceptable
       FROM quiz_answer a JOIN scored_gold g ON g.project_id = a.project_id AND g.item_no = a.item_no
       WHERE a.project_id = $1 ORDER BY a.created_at`,
      values,
    ),
  ]);
  const { levels, pass } = project.rows[0] ?? { levels: 0, pass: 1 };
  return { levels, pass, people: people.rows, answers: answers.rows, quiz: quiz.rows };
}
