import { beforeAll, describe, expect, test } from "vitest";
import { recomputeStanding } from "#lib/annotator/standing/mutations.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { DEMO, seedDemo } from "./seed.ts";

const NOW = new Date("2026-11-20T10:00:00Z");

beforeAll(() => seedDemo(NOW));

type Column = { table: string; column: string };
type Span = Column & { first: Date; last: Date };

/** Of every column with a time, in every table of a project and of the people in it, the first and the last. */
async function spans(): Promise<Span[]> {
  const { rows: columns } = await pool.query<Column>(
    `SELECT c.table_name AS table, c.column_name AS column
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'timestamp with time zone'
       AND (c.table_name IN ('project', 'app_user') OR EXISTS (
         SELECT 1 FROM information_schema.columns p
         WHERE p.table_schema = c.table_schema AND p.table_name = c.table_name AND p.column_name = 'project_id'))
     ORDER BY 1, 2`,
  );
  const found: Span[] = [];
  for (const { table, column } of columns) {
    const { rows } = await pool.query(`SELECT min(${column}) AS first, max(${column}) AS last FROM ${table}`);
    if (rows[0]?.first) found.push({ table, column, ...rows[0] });
  }
  return found;
}

const row = async (text: string) => (await pool.query(text)).rows[0];

describe("every moment of the demo", () => {
  test("lies between the making of the project and its last judgment, which comes before now", async () => {
    const { created, last } = await row(
      "SELECT created_at AS created, (SELECT max(created_at) FROM judgment) AS last FROM project",
    );
    expect(last.getTime()).toBeLessThan(NOW.getTime());
    const outside = (await spans()).filter((span) => span.first < created || span.last > last);
    expect(outside).toEqual([]);
  });

  test("is looked for in what the demo stores", async () => {
    const seen = (await spans()).map(({ table, column }) => `${table}.${column}`);
    expect(seen).toEqual([
      "annotator.joined_at",
      "annotator_event.created_at",
      "app_user.created_at",
      "assignment.created_at",
      "assignment.expires_at",
      "gold_version.created_at",
      "guideline_version.created_at",
      "import.created_at",
      "import.finished_at",
      "invite.created_at",
      "judgment.created_at",
      "member.created_at",
      "project.created_at",
      "project.launched_at",
      "project.standing_at",
    ]);
  });
});

describe("the demo's story", () => {
  test("is told in order: guideline, items with gold, invite, launch, people, judgments", async () => {
    const { steps } = await row(
      `SELECT ARRAY[p.created_at, (SELECT created_at FROM guideline_version), (SELECT created_at FROM import),
                    (SELECT min(created_at) FROM gold_version), (SELECT max(created_at) FROM gold_version),
                    (SELECT created_at FROM invite), p.launched_at, (SELECT min(joined_at) FROM annotator),
                    (SELECT min(created_at) FROM assignment)] AS steps
       FROM project p`,
    );
    expect(steps).toEqual([...steps].sort((a: Date, b: Date) => a.getTime() - b.getTime()));
    expect(new Set(steps.map(Number)).size).toBe(steps.length - 2);
  });

  test("lets people join shortly before their first item, and changes standings at an answer on gold", async () => {
    const { late, unrelated, moved } = await row(
      `SELECT (SELECT count(*)::int FROM annotator n WHERE n.is_simulated AND n.joined_at <> (
                 SELECT min(a.created_at) - interval '10 minutes' FROM assignment a WHERE a.annotator_no = n.no)) AS late,
              (SELECT count(*)::int FROM annotator_event e WHERE NOT EXISTS (
                 SELECT 1 FROM judgment j JOIN item i ON i.no = j.item_no
                 WHERE j.annotator_no = e.annotator_no AND i.is_gold AND j.created_at = e.created_at)) AS unrelated,
              (SELECT count(*)::int FROM annotator_event) AS moved`,
    );
    expect({ late, unrelated }).toEqual({ late: 0, unrelated: 0 });
    expect(moved).toBeGreaterThan(0);
  });

  test("has the standings that its gold gives, so that nothing is left for later", async () => {
    expect(await recomputeStanding(actForProject(DEMO))).toBe(0);
  });

  test("leaves gold and records as hard to change as any others", async () => {
    await expect(pool.query("UPDATE gold_version SET reason = ''")).rejects.toThrow(/append-only/);
    await expect(pool.query("DELETE FROM annotator_event")).rejects.toThrow(/append-only/);
  });
});
