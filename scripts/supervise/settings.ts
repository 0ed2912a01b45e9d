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
};

export type Location = {
  checkout: string;
  isRoot: boolean;
  /** Whether every account can pass through to the checkout */
  isReachable: boolean;
};

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
  ].filter((fault) => fault !== "");
  if (faults.length > 0) return { faults };
  return {
    port: Number(port),
    host: read("HOST") ?? "127.0.0.1",
    data: path.resolve(location.checkout, read("ASSAY_DATA") ?? defaultData(location)),
    hasDemo: demo === "1",
    databaseUrl,
    secret,
    publicUrl: publicUrl?.replace(/\/$/, "") ?? null,
    trustedProxies,
  };
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

/** Secrets that stand in examples, ours or others'. */
function isKnown(secret: string): boolean {
  return /secret.*secret|change.?me|example|^(.)\1+$/i.test(secret);
}
