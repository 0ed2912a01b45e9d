import type { Verdict } from "./verdict.ts";

/** A run in one line: how exact it was, how fast, and how much CPU the generator itself used. */
export function measure({ run, end, tally }: Verdict): string {
  const ordinary = run.tables.items.filter(({ isGold }) => !isGold);
  const counted = sum(ordinary.map((item) => item.counted));
  const wanted = sum(ordinary.map((item) => (item.state === "paused" ? item.counted : item.target)));
  const paused = ordinary.filter(({ state }) => state === "paused").length;
  const told = [
    `${counted} of ${wanted} counted`,
    `${run.tables.judgments.length} stored`,
    `${paused} items paused by people`,
    `${(tally.stored / end.seconds).toFixed(0)} answers/s in ${end.seconds.toFixed(1)} s`,
    `claim ${percentiles(tally.claims)}`,
    `submit ${percentiles(tally.submits)}`,
    `generator ${(end.cpuShare * 100).toFixed(0)}% of a core`,
  ];
  return told.join(" · ");
}

/** The median, the 99th percentile and the longest, in milliseconds. */
function percentiles(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
