import { readFileSync } from "node:fs";
import path from "node:path";
import type { Pool } from "pg";
import { editFunction } from "./plant.ts";

/** A bug by which gold gives itself away. */
export type LendingPlant = { name: string; inDatabase(pool: Pool): Promise<void> };

const IS_GOLD = "(SELECT i.is_gold::int FROM item i WHERE i.project_id = p_project AND i.no = h.no)";

export const LENDING_PLANTS: readonly LendingPlant[] = [
  {
    name: "company-brought: a gold brings results of its query along, whatever was asked for",
    inDatabase: bringCompany,
  },
  {
    name: "gold-lasts-longer: the lease of a gold runs out a millisecond later",
    inDatabase: (pool) =>
      editFunction(
        pool,
        "lend_items",
        "now() + make_interval(secs => p_seconds)",
        `now() + make_interval(secs => p_seconds + 0.001 * ${IS_GOLD})`,
      ),
  },
  {
    name: "gold-first: a gold comes first in the answer to a claim",
    inDatabase: (pool) =>
      editFunction(
        pool,
        "lend_items",
        "h.rev, now(),",
        `h.rev, now() - make_interval(secs => 0.001 * ${IS_GOLD}),`,
      ),
  },
  {
    name: "gold-astray: a gold comes without the results of its query",
    inDatabase: async (pool) => {
      await editFunction(pool, "kept_share", "ELSE p_rate", "ELSE 0 * p_rate");
      await editFunction(pool, "kept_share", "THEN 1", "THEN 0");
      await editFunction(pool, "alone_share", /CASE[\s\S]*END/, "p_rate");
      await editFunction(pool, "query_of_golds", "AND NOT o.is_gold", "AND false");
    },
  },
];

/** The lending as it was in the first release: its functions, under the claim of that time. */
async function bringCompany(pool: Pool): Promise<void> {
  const file = path.join(import.meta.dirname, "../../../prisma/migrations/0003_queue/migration.sql");
  // Its claim answered null or text, and so did taking back what ran out.
  const text = readFileSync(file, "utf8")
    .replace("FUNCTION claim_items(", "FUNCTION first_claim(")
    .replace("reap_assignments(p_project, 50) > 0", "(reap_assignments(p_project, 50) ->> 'count')::int > 0");
  await pool.query("DROP FUNCTION golds_ahead(text, bigint)");
  const functions = [
    "fitness",
    "next_window",
    "golds_of_stretch",
    "golds_ahead",
    "fitting_golds_ahead",
    "lend_from_ring",
    "lend_gold",
    "lend_page",
    "first_claim",
  ];
  for (const name of functions) {
    const own = new RegExp(`CREATE (FUNCTION ${name}\\([\\s\\S]*?\\$\\$[\\s\\S]*?\\$\\$;)`).exec(text);
    if (own === null) throw new Error(`The first migration of the queue has no ${name}.`);
    await pool.query(`CREATE OR REPLACE ${own[1]}`);
  }
  await pool.query(
    `CREATE OR REPLACE FUNCTION claim_items(p_project text, p_annotator int, p_count int) RETURNS jsonb LANGUAGE sql AS $$
       SELECT jsonb_build_object('outcome', coalesce(first_claim(p_project, p_annotator, p_count), 'lent')) $$`,
  );
}
