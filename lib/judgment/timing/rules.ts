import type { Step, StepCount } from "./schema.ts";

/** Sixteen buckets per doubling: a value read from a histogram is at most 4.5% too high. */
const PER_DOUBLING = 16;
/** Everything from about two minutes on. */
export const LAST_BUCKET = 271;
/** With fewer times the 95th percentile would be the slowest one. */
const ENOUGH_FOR_P95 = 20;

/**
 * The bucket of a duration. The first holds everything up to a millisecond.
 *
 * @example bucketOf(2) is 16: one doubling above a millisecond
 */
export function bucketOf(milliseconds: number): number {
  if (!(milliseconds > 1)) return 0;
  return Math.min(LAST_BUCKET, Math.ceil(PER_DOUBLING * Math.log2(milliseconds)));
}

/** The longest duration of a bucket, in milliseconds. */
export function edgeOf(bucket: number): number {
  return 2 ** (bucket / PER_DOUBLING);
}

/** How long a step takes: half of the times are at most p50Ms, 95% are at most p95Ms. */
export type StepLatency = {
  n: number;
  p50Ms: number | null;
  /** Null where there are too few */
  p95Ms: number | null;
};

export type Latency = Record<Step, StepLatency>;

export function latencyOf(counts: readonly StepCount[]): Latency {
  const of = (step: Step) => stepLatency(counts.filter((counted) => counted.step === step));
  return { next: of("next"), wait: of("wait"), submit: of("submit"), claim: of("claim") };
}

function stepLatency(counts: readonly StepCount[]): StepLatency {
  const n = counts.reduce((sum, { count }) => sum + count, 0);
  const sorted = counts.toSorted((a, b) => a.bucket - b.bucket);
  return {
    n,
    p50Ms: n === 0 ? null : quantile(sorted, 0.5 * n),
    p95Ms: n < ENOUGH_FOR_P95 ? null : quantile(sorted, 0.95 * n),
  };
}

/** The upper edge of the bucket of the `rank`-th time: never too low. */
function quantile(sorted: readonly StepCount[], rank: number): number {
  let below = 0;
  const found = sorted.find(({ count }) => {
    below += count;
    return below >= rank;
  });
  return edgeOf(found?.bucket ?? 0);
}
