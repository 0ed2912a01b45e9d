import type { Pool } from "pg";
import { editFunction, type Plant } from "./plant.ts";

const plant = (name: string, inDatabase: (pool: Pool) => Promise<void>): Plant => ({
  name,
  breaks: ["I11"],
  shows: "history and tables",
  inDatabase,
});

/** A change of what counts that writes no row: pages and versions come apart. */
const unsaid = (pool: Pool, kind: string) =>
  editFunction(
    pool,
    "add_counting_event",
    "cardinality(p_judgments) > 0",
    `cardinality(p_judgments) > 0 AND p_kind <> '${kind}'`,
  );

/** Bugs in what counts, for the model alone to find: the queue keeps its promises with each of them. */
export const COUNTING_PLANTS: readonly Plant[] = [
  plant("reopening-unsaid: what was asked anew still counts in versions", (pool) => unsaid(pool, "reopened")),
  plant("suspension-unsaid: a suspended person's work still counts in versions", (pool) =>
    unsaid(pool, "suspended"),
  ),
  plant("reinstating-unsaid: a reinstated person's work does not count in versions", (pool) =>
    unsaid(pool, "reinstated"),
  ),
  plant("removal-unsaid: what was removed still counts in versions", (pool) => unsaid(pool, "removed")),
  plant("restoring-unsaid: what was restored does not count in versions", (pool) => unsaid(pool, "restored")),
  plant("removed-counts: the pages count what was removed", async (pool) => {
    const { rows } = await pool.query<{ text: string }>(
      "SELECT pg_get_viewdef('current_judgment'::regclass) AS text",
    );
    const text = (rows[0]?.text ?? "").replace(
      /\(a\.counted AND \(i\.state <> 'removed'::text\)\)/,
      "a.counted",
    );
    if (text === rows[0]?.text) throw new Error("The plant does not fit: the view is another one.");
    await pool.query(`CREATE OR REPLACE VIEW current_judgment AS ${text}`);
  }),
  plant("watermark-forgets: a watermark knows of judgments alone", (pool) =>
    editFunction(
      pool,
      "newest_seq",
      "(SELECT coalesce(max(seq), 0) FROM counting_event WHERE project_id = p_project)",
      "0",
    ),
  ),
  plant("last-word-lost: of two changes of one judgment the first stands", (pool) =>
    editFunction(pool, "judgments_counting_at", "e.seq DESC", "e.seq"),
  ),
];
