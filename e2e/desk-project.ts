import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import pg from "pg";
import { makeProject } from "../guarantee/ground/project.ts";
import { running, signInAs } from "./fixtures.ts";

type Plan = {
  items: number;
  /** How many of the items, from the end, are gold: for a newcomer's quiz alone, none of them is lent */
  golds?: number;
  /** A new person reads the guideline first, and takes the quiz where there is one */
  isNew?: boolean;
};

/** A new live project for one person, with the texts of the demo. Returns its id. */
export async function makeDesk({ items, golds = 0, isNew = false }: Plan): Promise<string> {
  const projectId = `desk-${randomUUID().slice(0, 8)}`;
  await withPool(async (pool) => {
    await makeProject(pool, {
      projectId,
      items,
      golds,
      people: 1,
      judgmentsPerItem: 1,
      assignmentSeconds: 900,
    });
    for (const statement of FACE) await pool.query(statement, [projectId]);
    await pool.query(
      "UPDATE annotator SET is_simulated = NOT $2, guideline_version_read = CASE WHEN $2 THEN 0 ELSE 1 END WHERE project_id = $1",
      [projectId, isNew],
    );
  });
  return projectId;
}

/** A live project without gold whose people have no desk open. */
export async function makeSmallProject(
  projectId: string,
  plan: { items: number; people: number; judgmentsPerItem: number },
): Promise<void> {
  await withPool((pool) => makeProject(pool, { ...plan, projectId, golds: 0, assignmentSeconds: 900 }));
}

/** Signs the page in as the one person of such a project. */
export async function enterProject(page: Page, projectId: string): Promise<void> {
  await signInAs(page, `${projectId}-1`);
}

async function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: running().environment.DATABASE_URL, max: 2 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

// Every title ends with the number of its item, so that a test can find it in the database.
const FACE = [
  `UPDATE project SET name = 'Electronics at one desk', question = 'How relevant is this product to the search?',
     field_roles = '[{"name": "title", "role": "title"}, {"name": "text", "role": "text"}]', gold_rate = 0
   WHERE id = $1`,
  `UPDATE level l SET name = d.name, definition = d.definition, examples = d.examples
   FROM level d WHERE l.project_id = $1 AND d.project_id = 'demo' AND d.value = l.value`,
  `INSERT INTO guideline_version (project_id, version, markdown)
   SELECT $1, version, markdown FROM guideline_version WHERE project_id = 'demo' AND version = 1`,
  `UPDATE query q SET text = d.text FROM query d
   WHERE q.project_id = $1 AND d.project_id = 'demo' AND d.no = 1 + (q.no - 1) % 61`,
  `WITH demo AS (
     SELECT fields, query_no, row_number() OVER (PARTITION BY query_no ORDER BY no) AS position,
            count(*) OVER (PARTITION BY query_no) AS size FROM item WHERE project_id = 'demo')
   UPDATE item i SET fields = CASE
     WHEN i.no % 6 = 1 THEN jsonb_build_object('title', 'سماعات رأس لاسلكية مع عزل الضوضاء · ' || i.no,
       'text', 'صوت واضح وبطارية تدوم ثلاثين ساعة، مع حقيبة للسفر وكابل USB-C.')
     WHEN i.no % 6 = 4 THEN jsonb_build_object('title', 'אוזניות אלחוטיות עם ביטול רעשים · ' || i.no,
       'text', 'צליל צלול וסוללה לשלושים שעות, עם נרתיק לנסיעות וכבל USB-C.')
     ELSE jsonb_build_object('title', (d.fields->>'name') || ' · ' || i.no, 'text', d.fields->>'description') END
   FROM demo d
   WHERE i.project_id = $1 AND d.query_no = 1 + (i.query_no - 1) % 61 AND d.position = 1 + (i.no - 1) % d.size`,
];
