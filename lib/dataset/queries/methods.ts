import "server-only";
import { createHash } from "node:crypto";
import { countLevels, readCountedColumns } from "#lib/agreement/queries.ts";
import { type CountedJudgment, columnsOf } from "#lib/agreement/rules.ts";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { LabelBasis } from "#lib/dataset/rules/basis.ts";
import { type ComparisonInputs, compareOrdinary, type Methods } from "#lib/dataset/rules/comparison.ts";
import { readStored, type StoredFigure } from "#lib/project/figures/queries.ts";
import { listOfGold } from "#lib/project/whole/queries.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";

/** More judgments than this are scored while a version is built, not while somebody waits for a page. */
const MOST_AT_ONCE = 60_000;

/** Projects whose comparison is kept, the one asked for longest ago first: the page asks every second while a version is built. */
const kept = new Map<string, { digest: string; methods: Methods }>();
const MOST_KEPT = 20;

/** As the worker stores it of a large project (comparing.ts): under each decision. */
export const STORED_METHODS = {
  name: "methods",
  unpack: (stored) => stored as Readonly<Record<LabelDecision, Methods>>,
} as const satisfies StoredFigure<Readonly<Record<LabelDecision, Methods>>>;

/**
 * Every method as it would come out now, scored on the gold answered so far; null where that is too much to wait for. Of a
 * large project as the worker computed it last.
 */
export async function readMethods(access: RequesterAccess, decision: LabelDecision): Promise<Methods | null> {
  const { isLarge, value } = await readStored(access, STORED_METHODS);
  if (isLarge) return value?.[decision] ?? null;
  if (await hasMoreThan(access, MOST_AT_ONCE)) return null;
  const inputs = await readComparisonInputs(access);
  const digest = digestOf(inputs, decision);
  const known = kept.get(access.projectId);
  const methods = known?.digest === digest ? known.methods : compareOrdinary(inputs, decision);
  kept.delete(access.projectId);
  kept.set(access.projectId, { digest, methods });
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return methods;
}

/** What the methods are compared on, as it counts now. */
export async function readComparisonInputs(access: RequesterAccess): Promise<ComparisonInputs> {
  const [basis, { rows }] = await Promise.all([
    readBasis(access),
    pool.query<{ itemNo: number }>(`SELECT item_no AS "itemNo" FROM current_gold WHERE project_id = $1`, [
      access.projectId,
    ]),
  ]);
  return { basis, gold: new Set(rows.map(({ itemNo }) => itemNo)) };
}

/** Whether more judgments count. It looks at no more than that, and loads none of them. */
async function hasMoreThan(access: RequesterAccess, most: number): Promise<boolean> {
  const { rows } = await pool.query<{ found: number }>(
    `SELECT count(*)::int AS found FROM (
       SELECT 1 FROM assignment WHERE project_id = $1 AND counted LIMIT $2) AS few`,
    [access.projectId, most + 1],
  );
  return (rows[0]?.found ?? 0) > most;
}

/** Equal for the same basis only. */
function digestOf({ basis, gold }: ComparisonInputs, decision: LabelDecision): string {
  const { judgments, goldAnswers, goldLevels, levels } = basis;
  const hash = createHash("sha256");
  for (const { itemNo, annotatorNo, level } of [judgments, goldAnswers]) {
    // How many there are says where each column ends.
    hash.update(`${itemNo.length},`).update(itemNo).update(annotatorNo).update(level);
  }
  return hash.update(JSON.stringify([[...goldLevels], levels, [...gold], decision])).digest("hex");
}

/** What labels are made from, as it counts now. */
export async function readBasis(access: RequesterAccess): Promise<LabelBasis> {
  const [judgments, gold, levels] = await Promise.all([
    readCountedColumns(access),
    listGoldInUse(access),
    countLevels(access),
  ]);
  return { judgments, levels, ...gold };
}

/** The gold that is not in review, and everybody's current answers on it, whether they count or not. */
async function listGoldInUse(
  access: RequesterAccess,
): Promise<Pick<LabelBasis, "goldLevels" | "goldAnswers">> {
  const [golds, answers] = await Promise.all([
    pool.query<{ itemNo: number; levels: number[] }>(
      `SELECT item_no AS "itemNo", levels FROM scored_gold WHERE project_id = $1`,
      [access.projectId],
    ),
    listOfGold<CountedJudgment>(
      access,
      `SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level FROM scored_gold g
       JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
       WHERE g.project_id = $1 AND c.level IS NOT NULL ORDER BY c.item_no, c.seq`,
    ),
  ]);
  return {
    goldLevels: new Map(golds.rows.map(({ itemNo, levels }) => [itemNo, levels])),
    goldAnswers: columnsOf(answers),
  };
}
