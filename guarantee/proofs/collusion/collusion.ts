import type { Pool } from "pg";
import { neededGold } from "#lib/gold/rules.ts";
import { judgeAll } from "../../crowd/judge-all.ts";
import { makeProject } from "../../ground/project.ts";
import { openPool, openServer } from "../../ground/server.ts";
import { seeded } from "../../random.ts";
import { areaUnderCurve } from "../area.ts";
import type { Options, Result } from "../part.ts";

const PROJECT = "collusion";
const PEOPLE = 200;
const COLLUDERS = 10;
const JUDGMENTS_PER_ITEM = 3;
const GOLD_RATE = 0.1;
/** The AUC that the specification allows for counting. */
const LARGEST_AREA = 0.6;

/**
 * Ten of two hundred put together what was lent to them, and guess that what came to several of them is gold, or what came
 * with few results of its query. Neither may tell gold from the rest, and no gold is shown more often than its cap.
 */
export async function provedAgainstCollusion(options: Options): Promise<Result[]> {
  const server = await openServer();
  const scratch = await server.createScratch("collusion");
  const pool = openPool(scratch.url, 16);
  try {
    const items = Math.ceil(options.judgments / JUDGMENTS_PER_ITEM);
    await makeSharedProject(pool, items, options.seed);
    await judgeAll(pool, PROJECT, PEOPLE, () => 3);
    return [await byCounting(pool, options.seed), await byCompany(pool, options.seed), await byCap(pool)];
  } finally {
    await pool.end();
    await scratch.drop();
    await server.stop();
  }
}

/** As many golds as the plan asks for, anywhere among the items. */
async function makeSharedProject(pool: Pool, items: number, seed: number): Promise<void> {
  const golds = neededGold({
    goldRate: GOLD_RATE,
    items,
    mostPerItem: JUDGMENTS_PER_ITEM,
    peoplePerGold: JUDGMENTS_PER_ITEM,
  });
  await makeProject(pool, {
    projectId: PROJECT,
    items: items + golds,
    people: PEOPLE,
    golds: 0,
    judgmentsPerItem: JUDGMENTS_PER_ITEM,
    assignmentSeconds: 600,
  });
  const random = seeded(seed, "golds");
  const order = Array.from({ length: items + golds }, (_, at) => ({ no: at + 1, position: random.next() }));
  const chosen = order.sort((a, b) => a.position - b.position).slice(0, golds);
  await pool.query("SELECT set_gold($1, no, '{4,5}', '', NULL) FROM unnest($2::int[]) AS no", [
    PROJECT,
    chosen.map(({ no }) => no),
  ]);
  await pool.query("UPDATE project SET gold_rate = $2 WHERE id = $1", [PROJECT, GOLD_RATE]);
}

type Seen = { isGold: boolean; score: number };

function told(name: string, seen: readonly Seen[], seed: number): Result {
  const scores = (isGold: boolean) => seen.filter((item) => item.isGold === isGold).map(({ score }) => score);
  const area = areaUnderCurve(scores(true), scores(false));
  return {
    name: `collusion, ${name}`,
    hasPassed: area <= LARGEST_AREA,
    told: `AUC ${area.toFixed(3)} of ${scores(true).length} golds among ${seen.length} items seen · seed ${seed}`,
  };
}

async function byCounting(pool: Pool, seed: number): Promise<Result> {
  const { rows } = await pool.query<Seen>(
    `SELECT i.is_gold AS "isGold", count(*)::int AS score
     FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
     WHERE a.project_id = $1 AND a.annotator_no <= $2 GROUP BY i.no, i.is_gold`,
    [PROJECT, COLLUDERS],
  );
  return told("who counts repeats", rows, seed);
}

/** The fewer results of its query came with an item, the likelier it is gold. */
async function byCompany(pool: Pool, seed: number): Promise<Result> {
  const { rows } = await pool.query<Seen>(
    `SELECT i.is_gold AS "isGold", -(count(*) OVER (PARTITION BY a.annotator_no, i.query_no))::int AS score
     FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
     WHERE a.project_id = $1`,
    [PROJECT],
  );
  return told("who looks for strays", rows, seed);
}

async function byCap(pool: Pool): Promise<Result> {
  const { rows } = await pool.query<{ golds: number; most: number; over: number }>(
    `SELECT count(*)::int AS golds, max(shown)::int AS most, count(*) FILTER (WHERE shown > gold_cap($1))::int AS over
     FROM (SELECT (SELECT count(*) FROM assignment a WHERE a.project_id = i.project_id AND a.item_no = i.no) AS shown
           FROM item i WHERE i.project_id = $1 AND i.is_gold) AS gold`,
    [PROJECT],
  );
  const { golds, most, over } = rows[0] as { golds: number; most: number; over: number };
  return {
    name: "collusion, cap of exposure",
    hasPassed: over === 0 && golds > 0,
    told: `${over} of ${golds} golds shown more than ${2 * JUDGMENTS_PER_ITEM} times, at most ${most} times`,
  };
}
