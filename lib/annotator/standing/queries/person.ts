import "server-only";
import type { GoldJudgment } from "#lib/annotator/rules/crowd.ts";
import { crowdOfTallies } from "#lib/annotator/rules/crowd.ts";
import type { AnnotatorAccess, RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { readFigure } from "#lib/project/figures/queries.ts";
import type { GradableAnswer } from "../../quiz/rules.ts";
import {
  decideStanding,
  isQuizTelling,
  type Person,
  type QuizBasis,
  type StandingBasis,
  type StandingDecision,
} from "../rules.ts";
import { CROWD_FIGURE } from "./crowd.ts";

/** The standing of one person and what it rests on: their own answers on gold, in the order given. */
export type OwnEvidence = {
  person: Person;
  own: GoldJudgment[];
  decision: StandingDecision;
  levels: number;
};

/**
 * Reads nobody else's answers but what the others' add up to. In a large project that is as of its figures.
 * Throws "not_found" where there is no such person.
 */
export async function readOwnEvidence(
  access: RequesterAccess | AnnotatorAccess,
  no: number,
): Promise<OwnEvidence> {
  const [{ person, levels, pass }, own, crowd] = await Promise.all([
    readPersonOfProject(access, no),
    listOwnAnswers(access, no),
    readFigure(access, CROWD_FIGURE),
  ]);
  const tallies = new Map([...crowd].map(([other, { tally }]) => [other, tally]));
  const quiz = isQuizTelling(person) ? await readQuizBasis(access, no) : { quiz: [], answers: [] };
  const decision = decideStanding(person, own, crowdOfTallies(levels, pass, tallies)(no), quiz);
  return { person, own, decision, levels };
}

async function readPersonOfProject(access: RequesterAccess | AnnotatorAccess, no: number) {
  const { rows } = await pool.query<Person & { levels: number; pass: number }>(
    `SELECT n.no, n.state, n.second_chance_at_seq::float8 AS "secondChanceAtSeq",
            n.reinstated_at_seq::float8 AS "reinstatedAtSeq",
            EXISTS (SELECT 1 FROM annotator_event e WHERE e.project_id = $1 AND e.annotator_no = n.no
                    AND e.kind = 'quiz-failed') AS "hasFailedQuiz",
            p.quiz_pass AS pass, (SELECT count(*)::int FROM level l WHERE l.project_id = $1) AS levels
     FROM annotator n JOIN project p ON p.id = $1 WHERE n.project_id = $1 AND n.no = $2`,
    [access.projectId, no],
  );
  const [row] = rows;
  if (row === undefined) throw new AppError("not_found", "There is no such annotator.");
  const { levels, pass, ...person } = row;
  return { person, levels, pass };
}

async function listOwnAnswers(
  access: RequesterAccess | AnnotatorAccess,
  no: number,
): Promise<GoldJudgment[]> {
  const { rows } = await pool.query<GoldJudgment>(
    `SELECT c.annotator_no AS "annotatorNo", c.item_no AS "itemNo", c.level, g.levels AS acceptable, c.seq::float8 AS seq
     FROM scored_gold g
     -- Gold by gold: a person has many more judgments than there is gold.
     CROSS JOIN LATERAL (
       SELECT o.* FROM current_judgment o
       WHERE o.project_id = $1 AND o.item_no = g.item_no AND o.annotator_no = $2 OFFSET 0) AS c
     WHERE g.project_id = $1 AND c.level IS NOT NULL ORDER BY c.seq`,
    [access.projectId, no],
  );
  return rows;
}

/** Of the items of the person's quiz alone, which are few. */
async function readQuizBasis(access: RequesterAccess | AnnotatorAccess, no: number): Promise<QuizBasis> {
  const own = `SELECT item_no FROM quiz_answer WHERE project_id = $1 AND annotator_no = $2`;
  const [quiz, answers] = await Promise.all([
    pool.query<StandingBasis["quiz"][number]>(
      `SELECT a.annotator_no AS "annotatorNo", a.item_no AS "itemNo", a.level, a.attempt, g.levels AS acceptable
       FROM quiz_answer a JOIN scored_gold g ON g.project_id = $1 AND g.item_no = a.item_no
       WHERE a.project_id = $1 AND a.item_no IN (${own}) ORDER BY a.created_at`,
      [access.projectId, no],
    ),
    pool.query<GradableAnswer>(
      `SELECT c.annotator_no AS "annotatorNo", c.item_no AS "itemNo", c.level, g.levels AS acceptable
       FROM scored_gold g JOIN current_judgment c ON c.project_id = $1 AND c.item_no = g.item_no
       WHERE g.project_id = $1 AND g.item_no IN (${own}) AND c.level IS NOT NULL`,
      [access.projectId, no],
    ),
  ]);
  return { quiz: quiz.rows, answers: answers.rows };
}
