import { randomInt, randomUUID } from "node:crypto";
import type { Client } from "pg";

const ITEMS = 50_000;

/** What nobody can do without: a table of judgments with its primary key, and a counter per item. */
export async function plantFloor(client: Client): Promise<void> {
  await client.query(`
    CREATE TABLE floor_judgment (
      seq bigserial PRIMARY KEY, item_no int NOT NULL, annotator_no int NOT NULL, key uuid NOT NULL,
      level smallint NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE floor_item (no int PRIMARY KEY, counted int NOT NULL DEFAULT 0)`);
  await client.query("INSERT INTO floor_item (no) SELECT generate_series(1, $1::int)", [ITEMS]);
  await client.query("VACUUM (ANALYZE)");
}

const INSERT = "INSERT INTO floor_judgment (item_no, annotator_no, key, level) VALUES ($1, $2, $3, $4)";
const COUNT = "UPDATE floor_item SET counted = counted + 1 WHERE no = $1";

/** One judgment as plain SQL that checks nothing: a transaction of one INSERT and one counter. */
export async function storeInTransaction(client: Client, annotatorNo: number): Promise<"answer"> {
  const [itemNo, ...rest] = anyJudgment(annotatorNo);
  await client.query("BEGIN");
  await client.query(INSERT, [itemNo, ...rest]);
  await client.query(COUNT, [itemNo]);
  await client.query("COMMIT");
  return "answer";
}

/** The same as one statement and one round trip, the least that PostgreSQL can be asked for. */
export async function storeInOneStatement(client: Client, annotatorNo: number): Promise<"answer"> {
  await client.query(`WITH stored AS (${INSERT}) ${COUNT}`, anyJudgment(annotatorNo));
  return "answer";
}

function anyJudgment(annotatorNo: number): [itemNo: number, ...rest: unknown[]] {
  return [randomInt(1, ITEMS + 1), annotatorNo, randomUUID(), randomInt(1, 6)];
}
