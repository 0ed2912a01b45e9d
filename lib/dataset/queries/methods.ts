import "server-only";
import { createHash } from "node:crypto";
import { countLevels, listCountedJudgments } from "#lib/agreement/queries.ts";
import { type CountedJudgment, columnsOf } from "#lib/agreement/rules.ts";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { type LabelBasis, prepareBasis } from "#lib/dataset/rules/basis.ts";
import { compareMethods, type Methods } from "#lib/dataset/rules/comparison.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";

/** More judgments than this are scored while a version is built, not while somebody waits for a page. */
const MOST_AT_ONCE = 60_000;

/** Projects whose comparison is kept, the one asked for longest ago first: the page asks every second while a version is built. */
const kept = new Map<string, { digest: string; methods: Methods }>();
const MOST_KEPT = 20;

/** Every method as it would come out now, scored on the gold answered so far; null where that is too much to wait for. */
export async function readMethods(access: RequesterAccess, decision: LabelDecision): Promise<Methods | null> {
  if (await hasMoreThan(access, MOST_AT_ONCE)) return null;
  const basis = await readBasis(access);
  const { rows } = await pool.query<{ itemNo: number }>(
    `SELECT item_no AS "itemNo" FROM current_gold WHERE project_id = $1`,
    [access.projectId],
  );
  const gold = new Set(rows.map(({ itemNo }) => itemNo));
  const digest = digestOf(basis, gold, decision);
  const known = kept.get(access.projectId);
  const methods = known?.digest === digest ? known.methods : compareAll(basis, gold, decision);
  kept.delete(access.projectId);
  kept.set(access.projectId, { digest, methods });
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return methods;
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

function compareAll(basis: LabelBasis, gold: ReadonlySet<number>, decision: LabelDecision): Methods {
  const judged = new Set(basis.judgments.itemNo);
  const ordinary = [...judged].filter((no) => !gold.has(no));
  return compareMethods(prepareBasis(basis), ordinary, decision);
}

/** Equal for the same basis only. */
function digestOf(
  { judgments, goldAnswers, goldLevels, levels }: LabelBasis,
  gold: ReadonlySet<number>,
  decision: LabelDecision,
): string {
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
    listCountedJudgments(access, true),
    listGoldInUse(access),
    countLevels(access),
  ]);
  return { judgments: columnsOf(judgments), levels, ...gold };
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
    pool.query<CountedJudgment>(
      `SELECT c.item_no AS "itemNo", c.annotator_no AS "annotatorNo", c.level FROM scored_gold g
       JOIN current_judgment c ON c.project_id = g.project_id AND c.item_no = g.item_no
       WHERE g.project_id = $1 AND c.level IS NOT NULL ORDER BY c.item_no, c.seq`,
      [access.projectId],
    ),
  ]);
  return {
    goldLevels: new Map(golds.rows.map(({ itemNo, levels }) => [itemNo, levels])),
    goldAnswers: columnsOf(answers.rows),
  };
}
