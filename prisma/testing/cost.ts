import type pg from "pg";

type Statement = { text: string; values: unknown[] };
export type Cost = { rows: number; buffers: number };

/** The statements that the pool is asked for while something is done, Prisma's among them. */
export async function statementsOf(pool: pg.Pool, act: () => Promise<unknown>): Promise<Statement[]> {
  const found: Statement[] = [];
  const query = pool.query;
  pool.query = ((first: string | { text: string; values?: unknown[] }, ...rest: unknown[]) => {
    const asked = typeof first === "string" ? { text: first } : first;
    found.push({
      text: asked.text,
      values: (rest[0] ?? ("values" in asked && asked.values) ?? []) as unknown[],
    });
    return (query as (...words: unknown[]) => unknown).call(pool, first, ...rest);
  }) as typeof pool.query;
  try {
    await act();
  } finally {
    pool.query = query;
  }
  return found;
}

type Node = { readonly [key: string]: unknown };

/** What PostgreSQL reads for a statement: rows of tables and indexes, whether they are wanted or not, and 8 kB pages. */
export async function costOf(client: pg.Pool | pg.ClientBase, { text, values }: Statement): Promise<Cost> {
  const { rows } = await (client as pg.ClientBase).query<{ "QUERY PLAN": [{ Plan: Node }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
    values || [],
  );
  const plan = (rows[0] as { "QUERY PLAN": [{ Plan: Node }] })["QUERY PLAN"][0].Plan;
  return {
    rows: rowsRead(plan),
    buffers: numberOf(plan, "Shared Hit Blocks") + numberOf(plan, "Shared Read Blocks"),
  };
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
