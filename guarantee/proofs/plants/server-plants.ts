import pg from "pg";
import type { Call } from "../../crowd/functions.ts";
import { seeded } from "../../random.ts";
import { editFunction, type Plant } from "./plant.ts";

const isSubmit = (text: string) => text.includes("submit_judgment");

export const SERVER_PLANTS: readonly Plant[] = [
  {
    name: "ack-before-commit: the answer goes out first, and some commits then fail",
    breaks: ["I1"],
    shows: "history",
    inServer: acknowledgeEarly,
  },
  {
    name: "replica-read: receipts are read from a copy that lags behind",
    breaks: ["I7"],
    shows: "history",
    inServer: readReplica,
  },
  {
    name: "mutex-per-instance: people are kept apart within a server, and there are two",
    breaks: ["I5"],
    shows: "history and tables",
    servers: 2,
    inServer: lockInProcess,
    inDatabase: async (pool) => {
      await editFunction(
        pool,
        "lock_annotator",
        "pg_advisory_xact_lock(hashtextextended('annotator/' || p_project || '/' || p_annotator, 0))",
        "NULL::void",
      );
      // The list of a claim is a moment old when its rows are locked, as it may be on a busy machine.
      await editFunction(
        pool,
        "lend_items",
        "BEGIN WITH free",
        "BEGIN PERFORM pg_sleep(0.1 * random()); WITH free",
      );
    },
  },
  {
    name: "duplicate-export-rows: two items come under one number",
    breaks: ["I11"],
    shows: "history",
    inExport: { from: "SELECT i.no, i.key", to: "SELECT i.no - i.no % 2 AS no, i.key" },
  },
];

function acknowledgeEarly(plain: Call): Call {
  const random = seeded(1, "failing commits");
  return async (ask) => {
    if (!isSubmit(ask.text) || !random.chance(0.05)) return plain(ask);
    const client = await ask.pool.connect();
    try {
      await client.query("BEGIN");
      const { rows } = await client.query<{ answer: unknown }>(ask.text, ask.values);
      return rows[0]?.answer;
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  };
}

function readReplica(plain: Call): Call {
  const seen = new Set<string>();
  let replica: Promise<pg.Client> | null = null;
  return async (ask) => {
    if (!isSubmit(ask.text)) return plain(ask);
    const [project, annotator, , , requestKey, hash] = ask.values;
    const name = `${annotator}/${requestKey}`;
    if (!seen.has(name)) {
      seen.add(name);
      return plain(ask);
    }
    // A copy as of the first question: everything since is missing.
    replica ??= openReplica(ask.pool);
    const client = await replica;
    const { rows } = await client.query<{ answer: unknown }>("SELECT receipt_of($1, $2, $3, $4) AS answer", [
      project,
      annotator,
      requestKey,
      hash,
    ]);
    return rows[0]?.answer ?? { outcome: "unknown" };
  };
}

async function openReplica(pool: pg.Pool): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: pool.options.connectionString });
  // It lives until its database is dropped.
  client.on("error", () => {});
  await client.connect();
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
  return client;
}

function lockInProcess(plain: Call): Call {
  const tails = new Map<string, Promise<unknown>>();
  return (ask) => {
    const name = `${ask.server}/${ask.annotatorNo}`;
    const turn = (tails.get(name) ?? Promise.resolve()).then(
      () => plain(ask),
      () => plain(ask),
    );
    tails.set(name, turn);
    return turn;
  };
}
