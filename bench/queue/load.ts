import { setTimeout as pause } from "node:timers/promises";

/** What somebody did: only answers are counted. */
export type Step = "claim" | "answer";

/** Everybody goes on for so long; answers stored per second. */
export async function goOn<T>(
  everybody: readonly T[],
  seconds: number,
  work: (one: T, at: number) => Promise<Step>,
): Promise<number> {
  const start = performance.now();
  const until = start + seconds * 1000;
  let done = 0;
  await Promise.all(
    everybody.map(async (one, at) => {
      while (performance.now() < until) {
        if ((await work(one, at)) === "answer") done++;
      }
    }),
  );
  return done / ((performance.now() - start) / 1000);
}

/** Poisson arrivals, spread over everybody; nobody skips what they are late for. */
export async function arrive<T>(
  everybody: readonly T[],
  rate: number,
  seconds: number,
  work: (one: T, intended: number) => Promise<unknown>,
): Promise<void> {
  const start = performance.now();
  const everyMs = (1000 * everybody.length) / rate;
  await Promise.all(
    everybody.map(async (one) => {
      for (let at = start; ; ) {
        at += -Math.log(1 - Math.random()) * everyMs;
        if (at > start + seconds * 1000) return;
        const early = at - performance.now();
        if (early > 0) await pause(early);
        await work(one, at);
      }
    }),
  );
}
