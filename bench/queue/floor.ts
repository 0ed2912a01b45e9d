import { randomInt, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { makeProject } from "./project.ts";

const ITEMS = 50_000;
const PROJECT = "floor";

/** Where the floors write: a project that nobody claims from, and plain tables beside it. */
export async function makeFloors(client: Client, people: number): Promise<void> {
  await makeProject(client, { projectId: PROJECT, items: ITEMS, people });
  await client.query("UPDATE item SET target = 1000 WHERE project_id = $1", [PROJECT]);
  await client.query(`
    CREATE TABLE bare_judgment (
      seq bigserial PRIMARY KEY, item_no int NOT NULL, annotator_no int NOT NULL, key uuid NOT NULL,
      level smallint NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE bare_item (no int PRIMARY KEY, counted int NOT NULL DEFAULT 0)`);
  await client.query("INSERT INTO bare_item (no) SELECT generate_series(1, $1::int)", [ITEMS]);
  await client.query("VACUUM (ANALYZE)");
}

/**
 * One judgment as plain SQL that decides nothing: a transaction of one INSERT and one counter, into the tables where the
 * queue keeps them. Everybody goes through the items once, from a position of their own.
 */
export async function storeInTransaction(client: Client, annotatorNo: number): Promise<"answer"> {
  const itemNo = nextItem(annotatorNo);
  const id = randomUUID();
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO judgment (project_id, item_no, annotator_no, assignment_id, key, payload_hash, action, level,
                           duration_ms, guideline_version, counted)
     VALUES ('${PROJECT}', $1, $2, $3, $4, $5, 'judge', $6, 1500, 0, true)`,
    [itemNo, annotatorNo, id, id, Buffer.alloc(32, itemNo), randomInt(1, 6)],
  );
  await client.query(`UPDATE item SET counted = counted + 1 WHERE project_id = '${PROJECT}' AND no = $1`, [
    itemNo,
  ]);
  await client.query("COMMIT");
  return "answer";
}

const judged = new Map<number, number>();

function nextItem(annotatorNo: number): number {
  const before = judged.get(annotatorNo) ?? 0;
  judged.set(annotatorNo, before + 1);
  return 1 + ((annotatorNo * 3001 + before) % ITEMS);
}

const INSERT = "INSERT INTO bare_judgment (item_no, annotator_no, key, level) VALUES ($1, $2, $3, $4)";
const COUNT = "UPDATE bare_item SET counted = counted + 1 WHERE no = $1";

/** The same into tables without any key, check or index but their primary keys. */
export async function storeInBareTables(client: Client, annotatorNo: number): Promise<"answer"> {
  const [itemNo, ...rest] = anyJudgment(annotatorNo);
  await client.query("BEGIN");
  await client.query(INSERT, [itemNo, ...rest]);
  await client.query(COUNT, [itemNo]);
  await client.query("COMMIT");
  return "answer";
}

/** And as one statement and one round trip, the least that PostgreSQL can be asked for. */
export async function storeInOneStatement(client: Client, annotatorNo: number): Promise<"answer"> {
  await client.query(`WITH stored AS (${INSERT}) ${COUNT}`, anyJudgment(annotatorNo));
  return "answer";
}

function anyJudgment(annotatorNo: number): [itemNo: number, ...rest: unknown[]] {
  return [randomInt(1, ITEMS + 1), annotatorNo, randomUUID(), randomInt(1, 6)];
}
