import { createHash } from "node:crypto";
import path from "node:path";
import { readProxies } from "../serve/forwarded.ts";

export type Settings = {
  /** 0: any free port */
  port: number;
  host: string;
  data: string;
  hasDemo: boolean;
  /** null: the bundled PostgreSQL */
  databaseUrl: string | null;
  /** null: made at the first start */
  secret: string | null;
  /** The address that people use, where it is not host and port */
  publicUrl: string | null;
  /** Addresses and networks whose word on who calls counts, with commas between; empty: nobody's */
  trustedProxies: string;
  /** Connections to the database that web server and worker may open together */
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
  const secret = read("AUTH_SECRET");
  const publicUrl = read("NEXTAUTH_URL");
  const trustedProxies = read("TRUSTED_PROXIES") ?? "";
  const connections = connectionsOf(read);
  const faults = [
    !/^\d{1,5}$/.test(port) || Number(port) > 65_535
      ? `PORT must be a number up to 65535, not "${port}".`
      : "",
    demo !== "0" && demo !== "1" ? `ASSAY_DEMO must be 0 or 1, not "${demo}".` : "",
    databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)
      ? "DATABASE_URL must begin with postgres://."
      : "",
    secret && secret.length < 32 ? "AUTH_SECRET must have at least 32 characters." : "",
    secret && isKnown(secret)
      ? "AUTH_SECRET is a public example. Remove it, and Assay creates a secret one."
      : "",
    publicUrl && !/^https?:\/\/[^/]+\/?$/.test(publicUrl) ? "NEXTAUTH_URL must be like https://host." : "",
    readProxies(trustedProxies) === null
      ? "TRUSTED_PROXIES must be addresses or networks like 10.0.0.2 or 10.0.0.0/8, with commas between."
      : "",
    connections === null
      ? "DATABASE_POOL_SIZE and DATABASE_JUDGING_POOL_SIZE must be numbers from 2 to 500."
      : "",
  ].filter((fault) => fault !== "");
  if (faults.length > 0 || connections === null) return { faults };
  return {
    port: Number(port),
    host: read("HOST") ?? "127.0.0.1",
    data: path.resolve(location.checkout, read("ASSAY_DATA") ?? defaultData(location)),
    hasDemo: demo === "1",
    databaseUrl,
    secret,
    publicUrl: publicUrl?.replace(/\/$/, "") ?? null,
    trustedProxies,
    connections,
  };
}

/** Those of pages twice, because the worker has as many for its jobs, those of judging, and a few for what starts and watches. */
function connectionsOf(read: (name: string) => string | null): number | null {
  const sizes = [read("DATABASE_POOL_SIZE") ?? "12", read("DATABASE_JUDGING_POOL_SIZE") ?? "20"];
  if (!sizes.every((size) => /^\d{1,3}$/.test(size) && Number(size) >= 2 && Number(size) <= 500)) return null;
  const [pages = 0, judging = 0] = sizes.map(Number);
  return 2 * pages + judging + OTHER_CONNECTIONS;
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
