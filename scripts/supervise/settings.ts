import { createHash } from "node:crypto";
import path from "node:path";
import { PATIENCE } from "#lib/database/patience.ts";
import { readProxies } from "../serve/forwarded.ts";
import { type BucketEnvironment, readBucketSettings } from "./bucket.ts";

export type Settings = {
  /** 0: any free port */
  port: number;
  host: string;
  data: string;
  bucket: BucketEnvironment;
  hasDemo: boolean;
  /** null: the bundled PostgreSQL */
  databaseUrl: string | null;
  /** PostgreSQL itself, where databaseUrl leads to a pooler */
  directUrl: string | null;
  /** A streaming replica that pages may read from */
  replicaUrl: string | null;
  /** null: made at the first start */
  secret: string | null;
  /** The address that people use, where it is not host and port */
  publicUrl: string | null;
  /** Addresses and networks whose word on who calls counts, with commas between; empty: nobody's */
  trustedProxies: string;
  /** Connections to PostgreSQL itself that web server and worker may open together */
  connections: number;
};

export type Location = {
  checkout: string;
  isRoot: boolean;
  /** Whether every account can pass through to the checkout */
  isReachable: boolean;
};

/** The worker's presence, its look at the functions, and one to begin with. */
const OTHER_CONNECTIONS = 3;

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings from the environment, or one sentence for each value that makes no sense. */
export function readSettings(environment: Environment, location: Location): Settings | { faults: string[] } {
  const read = (name: string) => environment[name]?.trim() || null;
  const port = read("PORT") ?? "3000";
  const demo = read("ASSAY_DEMO") ?? "1";
  const databaseUrl = read("DATABASE_URL");
  const directUrl = read("DATABASE_DIRECT_URL");
  const replicaUrl = read("DATABASE_REPLICA_URL");
  const secret = read("AUTH_SECRET");
  const publicUrl = read("NEXTAUTH_URL");
  const trustedProxies = read("TRUSTED_PROXIES") ?? "";
  const bucket = readBucketSettings(read);
  const connections = connectionsOf(read, directUrl !== null && directUrl !== databaseUrl);
  const faults = [
    !/^\d{1,5}$/.test(port) || Number(port) > 65_535
      ? `PORT must be a number up to 65535, not "${port}".`
      : "",
    demo !== "0" && demo !== "1" ? `ASSAY_DEMO must be 0 or 1, not "${demo}".` : "",
    ...Object.entries({
      DATABASE_URL: databaseUrl,
      DATABASE_DIRECT_URL: directUrl,
      DATABASE_REPLICA_URL: replicaUrl,
    }).map(([name, url]) =>
      url && !/^postgres(ql)?:\/\//.test(url) ? `${name} must begin with postgres://.` : "",
    ),
    !databaseUrl && (directUrl ?? replicaUrl)
      ? "DATABASE_DIRECT_URL and DATABASE_REPLICA_URL belong to a DATABASE_URL, which is not set."
      : "",
    secret && secret.length < 32 ? "AUTH_SECRET must have at least 32 characters." : "",
    secret && isKnown(secret)
      ? "AUTH_SECRET is a public example. Remove it, and Assay creates a secret one."
      : "",
    publicUrl && !/^https?:\/\/[^/]+\/?$/.test(publicUrl) ? "NEXTAUTH_URL must be like https://host." : "",
    readProxies(trustedProxies) === null
      ? "TRUSTED_PROXIES must be addresses or networks like 10.0.0.2 or 10.0.0.0/8, with commas between."
      : "",
    bucket.fault ?? "",
    connections === null
      ? "DATABASE_POOL_SIZE and DATABASE_JUDGING_POOL_SIZE must be numbers from 2 to 500."
      : "",
  ].filter((fault) => fault !== "");
  if (faults.length > 0 || connections === null) return { faults };
  return {
    port: Number(port),
    host: read("HOST") ?? "127.0.0.1",
    data: path.resolve(location.checkout, read("ASSAY_DATA") ?? defaultData(location)),
    bucket: bucket.environment,
    hasDemo: demo === "1",
    databaseUrl,
    directUrl,
    replicaUrl,
    secret,
    publicUrl: publicUrl?.replace(/\/$/, "") ?? null,
    trustedProxies,
    connections,
  };
}

/**
 * Those of pages twice, because the worker has as many for its jobs, those of judging, and a few for what starts and
 * watches. Behind a pooler only jobs and the few come to PostgreSQL itself; how many the pooler opens is its own setting.
 */
function connectionsOf(read: (name: string) => string | null, isPooled: boolean): number | null {
  const sizes = [read("DATABASE_POOL_SIZE") ?? "12", read("DATABASE_JUDGING_POOL_SIZE") ?? "20"];
  if (!sizes.every((size) => /^\d{1,3}$/.test(size) && Number(size) >= 2 && Number(size) <= 500)) return null;
  const [pages = 0, judging = 0] = sizes.map(Number);
  return (isPooled ? pages : 2 * pages + judging) + OTHER_CONNECTIONS;
}

/**
 * Beside the code. Under root PostgreSQL runs as another account, which must be able to reach its data: where it
 * cannot reach the checkout, as below /root, the data lie in the system's own folder, in a folder of this checkout.
 */
function defaultData({ checkout, isRoot, isReachable }: Location): string {
  if (!isRoot || isReachable) return path.join(checkout, ".data");
  const digest = createHash("sha256").update(checkout).digest("hex").slice(0, 8);
  return `/var/lib/assay/${path.basename(checkout)}-${digest}`;
}

const LEAST_VERSION = 160_000;

/** One sentence where Assay cannot work on this server, else null. `version`: as server_version_num has it. */
export function faultOfServer({ version, hasCitus }: { version: number; hasCitus: boolean }): string | null {
  if (version < LEAST_VERSION) {
    return `DATABASE_URL points to PostgreSQL ${Math.floor(version / 10_000)}. Assay needs 16 or newer.`;
  }
  // There the functions of the queue read empty shells of distributed tables, and answer wrongly without an error.
  return hasCitus
    ? "DATABASE_URL points to a database with Citus, on which Assay would count wrongly. Use a PostgreSQL without it."
    : null;
}

/** What ends statements that take too long, in milliseconds, on a connection like those of the web server. */
export type Guards = { role: string; database: string; statement: number; idle: number };

/**
 * One sentence where PostgreSQL would not end what takes too long, else null. Each connection brings its times along, which a
 * pooler keeps to itself; behind one the role must have them.
 */
export function faultOfGuards({ role, database, ...times }: Guards, isPooled: boolean): string | null {
  const most = PATIENCE.judging.statement_timeout;
  if (Object.values(times).every((ms) => ms > 0 && ms <= most)) return null;
  if (!isPooled) return POOLER;
  const to = `ALTER ROLE "${role}" IN DATABASE "${database}" SET`;
  return `Behind a pooler PostgreSQL itself must end what takes too long. Run as an administrator: ${to} statement_timeout = ${most}; ${to} idle_in_transaction_session_timeout = ${most}; then restart the pooler.`;
}

export const POOLER =
  "DATABASE_URL leads to a pooler. Set DATABASE_DIRECT_URL to PostgreSQL itself, for what needs a session.";

/** One sentence where the pools could ask for more connections than ordinary accounts get, else null. */
export function faultOfConnections(wanted: number, allowed: number): string | null {
  return wanted <= allowed
    ? null
    : `Assay may open ${wanted} connections, and PostgreSQL allows ${allowed}. Lower DATABASE_POOL_SIZE or DATABASE_JUDGING_POOL_SIZE, or raise max_connections.`;
}

/** Secrets that stand in examples, ours or others'. */
function isKnown(secret: string): boolean {
  return /secret.*secret|change.?me|example|^(.)\1+$/i.test(secret);
}
