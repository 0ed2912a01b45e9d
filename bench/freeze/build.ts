// Freezes or builds a version of the project "bench" as the worker does, in a process of its own, and prints what that took.
// Started by process.ts with BENCH_FREEZE.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { actForProject } from "#lib/auth/acting.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { freezeDataset } from "#lib/dataset/mutations/freeze.ts";
import type { Stage } from "#lib/dataset/rules/progress.ts";

export type Told = {
  version: number;
  seconds: number;
  peakMb: number;
  delayMs: { p99: number; most: number };
  /** Seconds of each stage */
  stages: Partial<Record<Stage, number>>;
  /** Megabytes that the process took at most in each stage, looked at twenty times a second */
  peaks: Partial<Record<Stage, number>>;
};

const access = actForProject("bench");
const asked = process.env.BENCH_FREEZE ?? "";
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const stages: [stage: Stage, since: number][] = [];
const peaks: Told["peaks"] = {};
setInterval(() => {
  const stage = stages.at(-1)?.[0];
  if (stage) peaks[stage] = Math.max(peaks[stage] ?? 0, process.memoryUsage.rss() / 2 ** 20);
}, 50);
const began = performance.now();
const version = asked === "freeze" ? await freeze() : await build(Number(asked));
const ends = [...stages.slice(1).map(([, since]) => since), Date.now()];
const told: Told = {
  version,
  seconds: (performance.now() - began) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
  delayMs: { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 },
  peaks,
  stages: Object.fromEntries(
    stages.map(([stage, since], at) => [stage, ((ends[at] ?? since) - since) / 1000]),
  ),
};
console.log(JSON.stringify(told));
process.exit();

async function freeze(): Promise<number> {
  return freezeDataset(access, {
    method: "pooled",
    decision: "most-probable",
    grades: [0, 0, 1, 2, 3],
    queryIds: "own",
  });
}

async function build(asked: number): Promise<number> {
  await buildDataset(access, asked, {
    told: ({ stage, since }) => {
      if (stages.at(-1)?.[0] !== stage) stages.push([stage, since]);
    },
  });
  return asked;
}
