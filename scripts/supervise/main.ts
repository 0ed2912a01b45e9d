// The supervisor: brings up database, web server and worker as one group, keeps each running, and ends them in order.
import { existsSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DEMO_PEOPLE } from "#lib/account/rules.ts";
import { ownDirectory } from "#lib/database/embedded/lock.ts";
import { isReachableByAll } from "#lib/database/embedded/os-account.ts";
import { readFunctions } from "#lib/database/functions.ts";
import { applyMigrations } from "#lib/database/migrate.ts";
import { addressOf } from "./address.ts";
import { BUCKET_SETTINGS, checkBucket } from "./bucket.ts";
import { ensureBuild, ensureClient } from "./build.ts";
import { ensureSecret, logFile, prepareDataFolder } from "./data-folder.ts";
import { isUnused, openDatabase } from "./database.ts";
import { keepRunning, type Part } from "./part.ts";
import { findPort } from "./port.ts";
import { waitUntilReady } from "./ready.ts";
import { readSettings, type Settings } from "./settings.ts";
import { runStep } from "./step.ts";
import { type Links, welcome } from "./welcome.ts";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const SERVER_ONLY = "--conditions=react-server";
// With it, what the seed writes is for this account only.
const WATCHED = ["--import", "./scripts/supervise/parent-watch.mjs"];
const SAME_KEYSTROKE_MS = 1500;
/** Said again only where they are set to something. */
const SETTLED: readonly string[] = [
  ...["NEXTAUTH_URL", "DATABASE_DIRECT_URL", "DATABASE_REPLICA_URL"],
  ...BUCKET_SETTINGS,
];

const stopping = new AbortController();
const closers: (() => Promise<void> | void)[] = [];
const parts: Part[] = [];
let fault: string | null = null;
let stoppedAt = 0;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, requestStop);
// The program that started this one was killed, or the terminal is gone: nobody is left to tell.
process.once("disconnect", requestStop);
process.channel?.unref();
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exitCode = await main();
// Only sockets of ended parts are left.
process.exit();

async function main(): Promise<number> {
  try {
    await start();
    await new Promise((resolve) => stopping.signal.addEventListener("abort", resolve, { once: true }));
  } catch (error) {
    if (!stopping.signal.aborted) giveUp((error as Error).message);
  }
  await close();
  if (fault === null) return 0;
  console.error(fault);
  return 1;
}

async function start(): Promise<void> {
  const settings = readOwnSettings();
  prepareDataFolder(settings.data);
  // Of the bundled PostgreSQL. On another one several may share the folder, and must, for the files that people import.
  if (settings.databaseUrl === null) closers.push(await ownDirectory(settings.data));
  await checkBucket(settings.bucket);
  const port = await findPort(settings.host, settings.port);
  await ensureClient(process.env, stopping.signal);
  const database = await openDatabase(settings, { tell, giveUp });
  closers.push(database.stop);
  const environment = environmentOf(settings, port, database.url);
  stopping.signal.throwIfAborted();
  const applied = await applyMigrations(database.directUrl);
  if (applied.length > 0) tell(`Migrated the database (${applied.join(", ")})`);
  environment.ASSAY_FUNCTIONS = (await readFunctions()).digest;
  const direct = { ...environment, DATABASE_URL: database.directUrl };
  await ensureBuild(environment, stopping.signal, tell);
  if (settings.hasDemo && (await isUnused(database.directUrl))) await seedDemo(direct);
  stopping.signal.throwIfAborted();
  launchParts(settings, port, environment);
  const address = addressOf(
    settings.host,
    port,
    settings.publicUrl,
    Object.values(networkInterfaces()).flatMap((own) => own ?? []),
  );
  const [links] = await Promise.all([
    createLinks(settings, direct),
    waitUntilReady(address, stopping.signal),
  ]);
  tell(welcome(address, links, settings.data));
  process.send?.({ address, links, environment });
}

function readOwnSettings(): Settings {
  if (existsSync(path.join(CHECKOUT, ".env"))) process.loadEnvFile(path.join(CHECKOUT, ".env"));
  const settings = readSettings(process.env, {
    checkout: CHECKOUT,
    isRoot: process.getuid?.() === 0,
    isReachable: isReachableByAll(CHECKOUT),
  });
  if ("faults" in settings) throw new Error(settings.faults.join("\n"));
  return settings;
}

/** The environment of web server, worker and seed. PG… settings of a shell would bypass the bundled PostgreSQL. */
function environmentOf(settings: Settings, port: number, url: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !SETTLED.includes(name) && (settings.databaseUrl !== null || !/^PG[A-Z]/.test(name)),
  );
  return {
    ...Object.fromEntries(own),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    DATABASE_URL: url,
    ...(settings.directUrl === null ? {} : { DATABASE_DIRECT_URL: settings.directUrl }),
    ...(settings.replicaUrl === null ? {} : { DATABASE_REPLICA_URL: settings.replicaUrl }),
    AUTH_SECRET: settings.secret ?? ensureSecret(settings.data),
    ASSAY_DATA: settings.data,
    ...settings.bucket,
    TRUSTED_PROXIES: settings.trustedProxies,
    // Without an address of its own, sign-in stays on the one that the browser used.
    ...(settings.publicUrl === null ? { AUTH_TRUST_HOST: "1" } : { NEXTAUTH_URL: settings.publicUrl }),
  };
}

async function seedDemo(environment: NodeJS.ProcessEnv): Promise<void> {
  tell("Creating the demo …");
  const { code, errors } = await runStep(
    [...WATCHED, SERVER_ONLY, "prisma/seed.ts"],
    environment,
    stopping.signal,
  );
  if (code !== 0)
    throw new Error(
      `${errors}\nThe demo could not be created. To start without it, run ASSAY_DEMO=0 npm start`,
    );
}

function launchParts(settings: Settings, port: number, environment: NodeJS.ProcessEnv): void {
  const common = { environment, tell };
  const web = ["scripts/serve/main.ts", settings.host, String(port)];
  parts.push(
    keepRunning({
      ...common,
      title: "The web server",
      words: web,
      log: logFile(settings.data, "web"),
      giveUp,
    }),
    keepRunning({
      ...common,
      title: "The worker",
      words: [SERVER_ONLY, "worker/main.ts"],
      log: logFile(settings.data, "worker"),
    }),
  );
  closers.push(async () => {
    await Promise.all(parts.map((part) => part.stop()));
  });
}

async function createLinks(settings: Settings, environment: NodeJS.ProcessEnv): Promise<Links> {
  const words = [SERVER_ONLY, "scripts/supervise/links.ts", ...(settings.hasDemo ? DEMO_PEOPLE : [])];
  const { code, output, errors } = await runStep(words, environment, stopping.signal);
  if (code !== 0) throw new Error(`The one-time links could not be created:\n${errors}`);
  return JSON.parse(output) as Links;
}

// Ctrl+C reaches every process of the terminal and is passed on besides: the same keystroke comes twice. Another one
// is impatience.
function requestStop(): void {
  if (stoppedAt === 0) {
    stoppedAt = Date.now();
    stopping.abort();
  } else if (Date.now() - stoppedAt > SAME_KEYSTROKE_MS) {
    for (const part of parts) part.kill();
  }
}

function giveUp(sentence: string): void {
  fault ??= sentence;
  requestStop();
}

async function close(): Promise<void> {
  if (parts.length > 0) tell("Stopping …");
  for (const closer of closers.reverse()) {
    try {
      await closer();
    } catch (error) {
      fault ??= (error as Error).message;
    }
  }
  if (parts.length > 0 && fault === null) tell("Stopped.");
}

function tell(line: string): void {
  console.log(line);
}
