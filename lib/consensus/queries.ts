import "server-only";
import { type AgreementHeadline, agreementHeadline } from "#lib/agreement/headline.ts";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { Defined } from "#lib/labeling.ts";
import { type GoldAccuracy, goldAccuracy } from "#lib/trust/gold-accuracy.ts";
import { type CountedJudgment, type ProjectLabeling, toLabeling } from "./rules.ts";

/** Krippendorff's conventions: tentative conclusions from .667, reliable from .8. */
const CUTS = [0.667, 0.8];

/** The ordinary judgments that count now, as the sciences read them. Gold is left out. */
export async function readLabeling(access: RequesterAccess): Promise<ProjectLabeling> {
  const [judgments, levels] = await Promise.all([listCountedJudgments(access, false), countLevels(access)]);
  return toLabeling(judgments, levels);
}

/** The judgments that count now, item by item in the order in which the items were lent. */
export async function listCountedJudgments(
  access: RequesterAccess,
  hasGold: boolean,
): Promise<CountedJudgment[]> {
  const { rows } = await pool.query<CountedJudgment>(
    `SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level
     FROM current_judgment c JOIN item i ON i.project_id = c.project_id AND i.no = c.item_no
     WHERE c.project_id = $1 AND c.counts AND c.level IS NOT NULL AND ($2 OR NOT i.is_gold) AND i.state <> 'removed'
     ORDER BY c.item_no, c.ordinal`,
    [access.projectId, hasGold],
  );
  return rows;
}

type PersonalGoldAnswer = { annotatorNo: number; label: number; acceptable: number[] };

/**
 * Every answer on gold that stands, also of people who are suspended: it is what they are judged by. Golds whose key
 * is in doubt measure nobody.
 */
async function listGoldAnswers(access: RequesterAccess): Promise<PersonalGoldAnswer[]> {
  const { rows } = await pool.query<PersonalGoldAnswer>(
    `SELECT c.annotator_no AS "annotatorNo", c.level AS label, g.levels AS acceptable
     FROM scored_gold g
     JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
     WHERE g.project_id = $1 AND c.level IS NOT NULL
     ORDER BY c.annotator_no, c.seq`,
    [access.projectId],
  );
  return rows;
}

export async function countLevels(access: RequesterAccess): Promise<number> {
  const { rows } = await pool.query<{ levels: number }>(
    "SELECT count(*)::int AS levels FROM level WHERE project_id = $1",
    [access.projectId],
  );
  return rows[0]?.levels ?? 0;
}

/** The headline block over the first planned judgments of every ordinary item. */
export async function readAgreement(access: RequesterAccess): Promise<AgreementHeadline> {
  const [{ labeling }, { rows }] = await Promise.all([
    readLabeling(access),
    pool.query<{ first: number }>("SELECT headline_judgments($1) AS first", [access.projectId]),
  ]);
  const { first } = rows[0] ?? { first: 0 };
  return agreementHeadline(labeling, { seed: 1, firstRatings: first, cuts: CUTS });
}

export type GoldStanding = {
  all: Defined<GoldAccuracy>;
  byAnnotator: Map<number, Defined<GoldAccuracy>>;
};

/** Accuracy on hidden gold, of everybody together and of each annotator. */
export async function readGoldStanding(access: RequesterAccess): Promise<GoldStanding> {
  const answers = await listGoldAnswers(access);
  const byAnnotator = Map.groupBy(answers, (answer) => answer.annotatorNo);
  return {
    all: goldAccuracy(answers),
    byAnnotator: new Map([...byAnnotator].map(([no, own]) => [no, goldAccuracy(own)])),
  };
}
