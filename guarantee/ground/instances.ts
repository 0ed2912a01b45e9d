import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBuild, ensureClient } from "../../scripts/supervise/build.ts";
import { findPort } from "../../scripts/supervise/port.ts";
import { type Instance, startInstance } from "./instance.ts";
import { openProxy, type RequestProxy, type Trouble } from "./proxy.ts";

export type Instances = {
  /** The one address of all: the proxy's, or the instance's own where there is one and nothing goes wrong on the way */
  url: string;
  all: readonly Instance[];
  proxy: RequestProxy | null;
  stop(): Promise<void>;
};

export type Settings = {
  count: number;
  databaseUrl: string;
  /** The first of their ports; 0: any that are free */
  port: number;
  hasWorker?: boolean;
  trouble?: (path: string) => Trouble | null;
  /** Connections to the database per process and kind of work */
  poolSize?: number;
  /** More settings of theirs */
  environment?: NodeJS.ProcessEnv;
};

const HOST = "127.0.0.1";

/** Starts instances of the production build on one database, several of them behind one address. */
export async function startInstances(settings: Settings): Promise<Instances> {
  const { count, databaseUrl, trouble, hasWorker = true } = settings;
  const never = new AbortController().signal;
  await ensureClient(process.env, never);
  await ensureBuild(process.env, never, (line) => console.log(`  ${line}`));
  const folder = mkdtempSync(path.join(tmpdir(), "assay-instances-"));
  const environment = {
    ...environmentOf(databaseUrl, folder, settings.poolSize ?? null),
    ...settings.environment,
  };
  const all: Instance[] = [];
  const stopAll = async () => {
    await Promise.all(all.map((instance) => instance.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (let no = 0; no < count; no++) {
      const port = await findPort(HOST, settings.port === 0 ? 0 : settings.port + no);
      all.push(startInstance({ port, folder, hasWorker, environment }));
    }
    await Promise.all(all.map((instance) => instance.waitUntilReady("all")));
  } catch (error) {
    await stopAll();
    throw error;
  }
  const ports = all.map(({ port }) => port);
  const proxy = count > 1 || trouble ? await openProxy(ports, trouble) : null;
  const stop = async () => {
    await proxy?.close();
    await stopAll();
  };
  return { url: proxy?.url ?? `http://${HOST}:${ports[0]}`, all, proxy, stop };
}

// As `npm start` makes it. All instances share one secret, as they must to know each other's sessions.
function environmentOf(databaseUrl: string, folder: string, poolSize: number | null): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^PG[A-Z]|^NEXTAUTH_URL$/.test(name));
  return {
    ...Object.fromEntries(own),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    AUTH_TRUST_HOST: "1",
    ASSAY_DATA: folder,
    ...(poolSize === null
      ? {}
      : { DATABASE_POOL_SIZE: String(poolSize), DATABASE_JUDGING_POOL_SIZE: String(poolSize) }),
  };
}
