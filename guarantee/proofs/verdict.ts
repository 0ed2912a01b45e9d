import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { describeViolation, sliceOf } from "../checkers/check-history.ts";
import type { Run, Violation } from "../checkers/violation.ts";
import type { CrowdEnd } from "../crowd/crowd.ts";
import type { Tally } from "../crowd/desk.ts";
import type { Result } from "./part.ts";

/** What both checkers found of one trial. */
export type Verdict = {
  run: Run;
  end: CrowdEnd;
  tally: Tally;
  byHistory: Violation[];
  byTables: Violation[];
  file: string;
};

/** The verdict as a line of the table; what is wrong is printed, and its history kept. */
export function resultOf(name: string, verdict: Verdict, seed: number, told: string): Result {
  const hasPassed = verdict.byHistory.length + verdict.byTables.length === 0;
  if (hasPassed) forgetHistory(verdict);
  else console.log(describeVerdict(verdict, seed));
  return { name, hasPassed, told };
}

/** What is wrong, with the smallest piece of the run that shows the first of it. */
export function describeVerdict({ byHistory, byTables, run, file }: Verdict, seed: number): string {
  const [first] = byHistory;
  const lines = [
    ...(first
      ? [`seed ${seed}, the first by the history: ${describeViolation(first)}`, ...sliceOf(first, run)]
      : []),
    ...byHistory.slice(1, 5).map((violation) => `  history: ${describeViolation(violation)}`),
    ...byTables.slice(0, 5).map((violation) => `  tables: ${describeViolation(violation)}`),
    `  ${byHistory.length} found by the history, ${byTables.length} by the tables; the history: ${file}`,
  ];
  return lines.join("\n");
}

/** A history that shows nothing is not kept. */
export function forgetHistory({ file }: Verdict): void {
  if (existsSync(file)) rmSync(path.dirname(file), { recursive: true });
}
