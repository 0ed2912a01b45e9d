import { setTimeout as wait } from "node:timers/promises";
import type { Address } from "./address.ts";

// A busy machine needs time. A part that keeps ending by itself is given up earlier.
const PATIENCE_MS = 5 * 60_000;

/** Waits until health says that database and worker are there and the first page answers 200. */
export async function waitUntilReady(address: Address, signal: AbortSignal): Promise<void> {
  let last = "it does not answer";
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(50, null, { signal })) {
    last = await lookOnce(address.local, signal);
    if (last === "") return;
  }
  throw new Error(`The web server was not ready after ${PATIENCE_MS / 1000} s: ${last}.`);
}

// The parts that are not ready yet.
async function lookOnce(base: string, signal: AbortSignal): Promise<string> {
  try {
    const ask = { signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) };
    const health = await fetch(`${base}/api/health`, ask);
    const said: unknown = await health.json();
    if (!isHealthy(said)) return `its health is ${JSON.stringify(said)}`;
    const page = await fetch(base, ask);
    await page.text();
    return page.status === 200 ? "" : `the first page answers ${page.status}`;
  } catch (error) {
    signal.throwIfAborted();
    return (error as Error).message;
  }
}

function isHealthy(said: unknown): boolean {
  const health = said as { database?: unknown; worker?: unknown } | null;
  return health?.database === "ok" && health.worker === "ok";
}
