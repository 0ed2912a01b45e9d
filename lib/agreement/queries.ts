import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { Defined } from "#lib/labeling.ts";
import { type Figure, readFigure } from "#lib/project/figures/queries.ts";
import { listOfGold, listOfWhole, readWhole } from "#lib/project/whole/queries.ts";
import { type GoldAccuracy, goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { type GoldScopes, goldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import {
  type Agreement,
  agreementOfColumns,
  collectJudgments,
  goldTrials,
  isByAnswers,
  isChosen,
  type QueriedColumns,
  type QueriedJudgment,
  type Selection,
} from "./rules.ts";

/** A watermark behind everything: what is asked for is as of now. */
const NEWEST = "9223372036854775807";

const COUNTED = `
  SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level, c.of_query AS "queryNo"
  FROM current_judgment c
  WHERE c.project_id = $1 AND c.counts AND c.level IS NOT NULL AND ($2 OR NOT c.on_gold)
  ORDER BY c.item_no, c.seq`;

/** The judgments that count now, item by item in the order in which they were received. */
export function listCountedJudgments(access: RequesterAccess, hasGold: boolean): Promise<QueriedJudgment[]> {
  return listOfWhole<QueriedJudgment>(access, COUNTED, [hasGold]);
}

/** The same as columns: of millions, objects would take gigabytes. */
export async function readCountedColumns(access: RequesterAccess): Promise<QueriedColumns> {
  const collected = collectJudgments();
  await readWhole<QueriedJudgment>(access, COUNTED, collected.add, [true]);
  return collected.end();
}

type PersonalGoldAnswer = {
  itemNo: number;
  annotatorNo: number;
  label: number;
  acceptable: number[];
  counts: boolean;
};

/**
 * Every answer on gold that stands, also of people who are suspended: it is what they are judged by. Gold in
 * review measures nobody.
 */
function listGoldAnswers(access: RequesterAccess): Promise<PersonalGoldAnswer[]> {
  return listOfGold<PersonalGoldAnswer>(
    access,
    `SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level AS label, g.levels AS acceptable, c.counts
     FROM scored_gold g
     JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
     WHERE g.project_id = $1 AND c.level IS NOT NULL
     ORDER BY c.annotator_no, c.seq`,
  );
}

export async function countLevels(access: RequesterAccess): Promise<number> {
  const { rows } = await pool.query<{ levels: number }>(
    "SELECT count(*)::int AS levels FROM level WHERE project_id = $1",
    [access.projectId],
  );
  return rows[0]?.levels ?? 0;
}

/** Agreement as it is shown. */
export function readAgreement(access: RequesterAccess): Promise<Agreement> {
  return readFigure(access, AGREEMENT_FIGURE);
}

export const AGREEMENT_FIGURE: Figure<Agreement> = {
  name: "agreement",
  compute: computeAgreement,
  pack: (agreement) => agreement,
  unpack: (stored) => stored as Agreement,
};

/**
 * Agreement over the first planned judgments of every ordinary item. Where items were chosen by hand, what counts now is a
 * selection: then the headline is over the items as they were before, and what counts now is told apart or not at all.
 */
async function computeAgreement(access: RequesterAccess): Promise<Agreement> {
  const [levels, selection, { rows }] = await Promise.all([
    countLevels(access),
    readSelection(access),
    pool.query<{ first: number }>("SELECT headline_judgments($1) AS first", [access.projectId]),
  ]);
  const firstRatings = rows[0]?.first ?? 0;
  const headlineOf = async (text: string, value: unknown) => {
    const collected = collectJudgments();
    await readWhole<QueriedJudgment>(access, text, collected.add, [value]);
    return agreementOfColumns(collected.end(), levels, firstRatings);
  };
  if (!isChosen(selection)) return { headline: await headlineOf(COUNTED, false), selection, remaining: null };
  return {
    headline: await headlineOf(BEFORE_CHOOSING, NEWEST),
    selection,
    remaining: isByAnswers(selection) ? null : await headlineOf(COUNTED, false),
  };
}

// The ordinary judgments as they were before items were chosen by hand, in the order of items and of receipt.
const BEFORE_CHOOSING = `
  SELECT j.item_no AS "itemNo", j.annotator_no AS "annotatorNo", j.level, i.query_no AS "queryNo"
  FROM judgments_before_choosing($1, $2, ARRAY(
    SELECT no FROM annotator WHERE project_id = $1 AND state = 'suspended')) AS b
  JOIN judgment j ON j.project_id = $1 AND j.seq = b.seq
  JOIN item i ON i.project_id = $1 AND i.no = j.item_no
  WHERE NOT i.is_gold AND j.level IS NOT NULL ORDER BY j.item_no, j.seq`;

/** Which ordinary items with judgments were chosen by hand since they were judged. */
async function readSelection(access: RequesterAccess): Promise<Selection> {
  const { rows } = await pool.query<{ selection: Selection }>("SELECT selection_at($1, $2) AS selection", [
    access.projectId,
    NEWEST,
  ]);
  return (rows[0] as { selection: Selection }).selection;
}

export type GoldStanding = {
  all: Defined<GoldAccuracy>;
  /** Of all answers that count together, with the intervals that respect people and gold items */
  together: GoldScopes;
  byAnnotator: Map<number, Defined<GoldAccuracy>>;
};

/** Accuracy on hidden gold: of all answers that count together, and of each annotator's own, also of who is suspended. */
export function readGoldStanding(access: RequesterAccess): Promise<GoldStanding> {
  return readFigure(access, GOLD_FIGURE);
}

export const GOLD_FIGURE: Figure<GoldStanding> = {
  name: "gold",
  compute: computeGoldStanding,
  pack: ({ byAnnotator, ...standing }) => ({ ...standing, byAnnotator: [...byAnnotator] }),
  unpack: (stored) => {
    const { byAnnotator, ...standing } = stored as Omit<GoldStanding, "byAnnotator"> & {
      byAnnotator: [number, Defined<GoldAccuracy>][];
    };
    return { ...standing, byAnnotator: new Map(byAnnotator) };
  },
};

async function computeGoldStanding(access: RequesterAccess): Promise<GoldStanding> {
  const answers = await listGoldAnswers(access);
  const counted = answers.filter(({ counts }) => counts);
  const byAnnotator = Map.groupBy(answers, (answer) => answer.annotatorNo);
  return {
    all: goldAccuracy(counted),
    together: goldScopes(goldTrials(counted.map((answer) => ({ ...answer, level: answer.label })))),
    byAnnotator: new Map([...byAnnotator].map(([no, own]) => [no, goldAccuracy(own)])),
  };
}
