import pg from "pg";
import { startEmbedded } from "#lib/database/embedded/embedded.ts";
import { PATIENCE } from "#lib/database/patience.ts";
import { waitBeforeRestart } from "./restarts.ts";
import {
  faultOfConnections,
  faultOfGuards,
  faultOfServer,
  type Guards,
  POOLER,
  type Settings,
} from "./settings.ts";

const LOOK_MS = 1000;

export type Database = {
  url: string;
  /** Where nothing stands in between */
  directUrl: string;
  stop(): Promise<void>;
};

type Voice = { tell(line: string): void; giveUp(sentence: string): void };

/** The database to work on: the given one when it answers, else the bundled one, started and kept running. */
export async function openDatabase(settings: Settings, voice: Voice): Promise<Database> {
  if (settings.databaseUrl !== null) {
    const url = settings.databaseUrl;
    const directUrl = settings.directUrl ?? url;
    await probe(directUrl, settings.directUrl === null ? "DATABASE_URL" : "DATABASE_DIRECT_URL");
    await refuseUnguarded(url, directUrl !== url);
    await refuseTooFew(directUrl, settings.connections);
    return { url, directUrl, stop: async () => {} };
  }
  const embedded = await startEmbedded(settings.data, voice.tell);
  try {
    await refuseTooFew(embedded.url, settings.connections);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  const ends: number[] = [];
  let reviving: Promise<void> | null = null;
  const watch = setInterval(() => {
    if (reviving !== null || embedded.isRunning()) return;
    ends.push(Date.now());
    if (waitBeforeRestart(ends) === null) {
      clearInterval(watch);
      voice.giveUp(
        `PostgreSQL stopped four times within five minutes and will not be restarted. The data is kept. The reason is in ${settings.data}/postgres/log.`,
      );
      return;
    }
    voice.tell("PostgreSQL stopped. Restarting it.");
    reviving = embedded
      .revive()
      .catch((error: Error) => voice.giveUp(error.message))
      .finally(() => {
        reviving = null;
      });
  }, LOOK_MS);
  return {
    url: embedded.url,
    directUrl: embedded.url,
    stop: async () => {
      clearInterval(watch);
      await reviving;
      await embedded.stop();
    },
  };
}

async function probe(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  let fault: string | null;
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; hasCitus: boolean }>(
      `SELECT current_setting('server_version_num')::int AS version,
              EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') AS "hasCitus"`,
    );
    fault = rows[0] ? faultOfServer(rows[0]) : null;
  } catch (error) {
    throw noAnswer(name, url, error);
  } finally {
    await client.end().catch(() => {});
  }
  if (fault !== null) throw new Error(fault);
}

function noAnswer(name: string, url: string, error: unknown): Error {
  return new Error(`The database of ${name} does not answer at ${locationOf(url)}: ${reasonOf(error)}.`);
}

const GUARDS = `SELECT current_user AS role, current_database() AS database,
  (SELECT setting::int FROM pg_settings WHERE name = 'statement_timeout') AS statement,
  (SELECT setting::int FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout') AS idle`;

/** On a connection like those for judging: what is true there is true at the desk. */
async function refuseUnguarded(url: string, isPooled: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url, ...(isPooled ? {} : PATIENCE.judging) });
  client.on("error", () => {});
  let guards: Guards | undefined;
  try {
    await client.connect();
    guards = (await client.query<Guards>(GUARDS)).rows[0];
  } catch (error) {
    // So says PgBouncer, unless it was told to swallow them.
    if (/unsupported startup parameter/i.test(String(error))) throw new Error(POOLER);
    throw noAnswer("DATABASE_URL", url, error);
  } finally {
    await client.end().catch(() => {});
  }
  const fault = guards ? faultOfGuards(guards, isPooled) : null;
  if (fault !== null) throw new Error(fault);
}

async function refuseTooFew(url: string, wanted: number): Promise<void> {
  const [row] = await ask<{ allowed: number }>(
    url,
    `SELECT sum(CASE name WHEN 'max_connections' THEN setting::int ELSE -setting::int END)::int AS allowed FROM pg_settings
     WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections')`,
  );
  const fault = faultOfConnections(wanted, row?.allowed ?? 0);
  if (fault !== null) throw new Error(fault);
}

/** Where a URL leads, without its password. */
export function locationOf(url: string): string {
  if (!URL.canParse(url)) return "an address that cannot be read";
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? (hostname || "localhost")}:${port || 5432}${pathname}`;
}

// Several addresses of one name fail together, with one reason each.
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return (first instanceof Error ? first.message : String(first)).replace(/\.$/, "");
}

/** Whether nobody has used this database yet: then the demo may be created. */
export async function isUnused(url: string): Promise<boolean> {
  const [row] = await ask<{ unused: boolean }>(
    url,
    "SELECT NOT EXISTS (SELECT FROM project) AND NOT EXISTS (SELECT FROM app_user) AS unused",
  );
  return row?.unused === true;
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
