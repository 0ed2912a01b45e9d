// Runs the import 1 of the project "bench" as the worker does, in a process of its own, and prints what that took.
// Started by bench/import.ts.
import { actForProject } from "#lib/auth/acting.ts";
import { workInBackground } from "#lib/database/pool.ts";
import type { ImportPhase } from "#lib/item/import/mutations/open.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";

export type Told = {
  seconds: number;
  peakMb: number;
  /** Seconds of each phase */
  phases: Partial<Record<ImportPhase, number>>;
};

workInBackground();
const begun: [phase: ImportPhase, at: number][] = [];
const began = performance.now();
await runImport(actForProject("bench"), 1, { told: (phase) => begun.push([phase, performance.now()]) });
const ended = performance.now();
const told: Told = {
  seconds: (ended - began) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
  phases: Object.fromEntries(
    begun.map(([phase, at], no) => [phase, ((begun[no + 1]?.[1] ?? ended) - at) / 1000]),
  ),
};
console.log(JSON.stringify(told));
process.exit();
