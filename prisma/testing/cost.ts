import pg from "pg";
import { inTransaction } from "#lib/database/transaction.ts";

/** `isWhole`: it was asked for as lib/database/whole.ts does */
type Statement = { text: string; values: unknown[]; isWhole: boolean };
/** What PostgreSQL reads: rows of tables and indexes, whether they are wanted or not, and 8 kB pages. */
export type Cost = { rows: number; buffers: number; wholeScans: string[] };

const WHOLE = /^DECLARE whole NO SCROLL CURSOR FOR /;

type Query = (this: pg.Client, ...words: unknown[]) => unknown;

/** The reads that the process asks for while something is done, in transactions and by Prisma too. */
export async function statementsOf(act: () => Promise<unknown>): Promise<Statement[]> {
  const found: Statement[] = [];
  const own = pg.Client.prototype as unknown as { query: Query };
  const { query } = own;
  own.query = function (...words) {
    const [asked, values] = words as [string | { text: string; values?: unknown[] }, unknown];
    const { text, values: told = [] } = typeof asked === "string" ? { text: asked } : asked;
    const read = text.replace(WHOLE, "");
    if (/^\s*(?:select|with)\b/i.test(read)) {
      found.push({ text: read, values: Array.isArray(values) ? values : told, isWhole: read !== text });
    }
    return query.apply(this, words);
  };
  try {
    await act();
  } finally {
    own.query = query;
  }
  return found;
}

type Node = { readonly [key: string]: unknown };

/** Of one statement, in a transaction of its own. */
export function costOf(pool: pg.Pool, statement: Statement): Promise<Cost> {
  return costOfAll(pool, [statement]);
}

/** Of statements that were asked for one after the other, in one transaction: what one of them sets holds for those behind it. */
export function costOfAll(pool: pg.Pool, statements: readonly Statement[]): Promise<Cost> {
  return inTransaction(pool, async (client) => {
    const cost: Cost = { rows: 0, buffers: 0, wholeScans: [] };
    for (const { text, values, isWhole } of statements) {
      if (isWhole) await client.query("SET LOCAL enable_nestloop = off");
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Node }] }>(
        `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
        values,
      );
      const plan = (rows[0] as { "QUERY PLAN": [{ Plan: Node }] })["QUERY PLAN"][0].Plan;
      cost.rows += rowsRead(plan);
      cost.buffers += numberOf(plan, "Shared Hit Blocks") + numberOf(plan, "Shared Read Blocks");
      cost.wholeScans.push(...wholeScansIn(plan));
    }
    return cost;
  });
}

/** The tables that are read from one end to the other. */
function wholeScansIn(node: Node): string[] {
  const own = node["Node Type"] === "Seq Scan" ? [String(node["Relation Name"])] : [];
  return [...own, ...((node.Plans ?? []) as readonly Node[]).flatMap(wholeScansIn)];
}

function rowsRead(node: Node): number {
  const own = "Relation Name" in node ? rowsOfScan(node) : 0;
  const below = (node.Plans ?? []) as readonly Node[];
  return below.reduce((total, one) => total + rowsRead(one), own);
}

function rowsOfScan(node: Node): number {
  const each = numberOf(node, "Actual Rows") + numberOf(node, "Rows Removed by Filter");
  return Math.round(each * numberOf(node, "Actual Loops"));
}

function numberOf(node: Node, name: string): number {
  return Number(node[name] ?? 0);
}
