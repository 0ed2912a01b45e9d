import type { Pool } from "pg";
import { makeProject } from "../../ground/project.ts";
import { type Random, seeded } from "../../random.ts";

const PER_ITEM = 3;

export type Setting = {
  name: string;
  /** Each with so many items and people */
  projects: number;
  items: number;
  people: number;
  /** Anywhere among the results, or whole queries of them */
  golds: "anywhere" | "whole queries";
};

const SHARE = 0.2;
const ONE_IN = 5;
const SHORTEST = 3;
const LONGEST = 18;

/** A project with queries of 3 to 18 results, in random order, of which a fifth is gold. */
export async function fillProject(
  pool: Pool,
  projectId: string,
  setting: Setting,
  seed: number,
): Promise<void> {
  const { items, people, golds } = setting;
  await makeProject(pool, {
    projectId,
    items,
    people,
    golds: 0,
    judgmentsPerItem: PER_ITEM,
    assignmentSeconds: 3600,
  });
  const random = seeded(seed, `golds of ${projectId}`);
  const chosen: number[] = [];
  const queryOf: number[] = [];
  let query = 0;
  for (const { size, isOfGold } of golds === "anywhere" ? anyQueries(random) : pairedQueries(random)) {
    if (queryOf.length === items) break;
    query++;
    for (let no = 0; no < size && queryOf.length < items; no++) {
      queryOf.push(query);
      if (isOfGold || (golds === "anywhere" && random.chance(SHARE))) chosen.push(queryOf.length);
    }
  }
  // As many queries as there are, each where the import would have drawn its position.
  await pool.query(
    `INSERT INTO query (project_id, no, key, text, ord)
     SELECT $1, q, 'q' || q, 'query ' || q, 0 FROM generate_series(1, $2::int) q ON CONFLICT (project_id, no) DO NOTHING`,
    [projectId, query],
  );
  await pool.query(
    `UPDATE item i SET query_no = u.query_no, ord = hashint8extended(i.no, 7) & 4611686018427387903,
       group_ord = hashint8extended(u.query_no, 11) & 4611686018427387903
     FROM unnest($2::int[]) WITH ORDINALITY AS u (query_no, no) WHERE i.project_id = $1 AND i.no = u.no`,
    [projectId, queryOf],
  );
  await pool.query("SELECT set_gold($1, no, '{4,5}', '', NULL) FROM unnest($2::int[]) AS no", [
    projectId,
    chosen,
  ]);
  await pool.query("UPDATE project SET gold_rate = $2 WHERE id = $1", [projectId, SHARE]);
  // Other draws in every project.
  await pool.query("UPDATE annotator SET seed = hashtext(project_id || '/' || no) WHERE project_id = $1", [
    projectId,
  ]);
  await pool.query("ANALYZE");
}

type Query = { size: number; isOfGold: boolean };

function* anyQueries(random: Random): Generator<Query> {
  while (true) yield { size: SHORTEST + random.below(LONGEST - SHORTEST + 1), isOfGold: false };
}

/** Of every size as many, one in five of them gold: that the queries of golds happen to be longer would tell, too. */
function* pairedQueries(random: Random): Generator<Query> {
  while (true) {
    for (let size = SHORTEST; size <= LONGEST; size++) {
      const gold = random.below(ONE_IN);
      for (let no = 0; no < ONE_IN; no++) yield { size, isOfGold: no === gold };
    }
  }
}
