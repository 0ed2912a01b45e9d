import { bucketOf } from "#lib/judgment/timing/rules.ts";
import type { Step, StepCount } from "#lib/judgment/timing/schema.ts";

/** A desk that cannot report for this long forgets the rest: a report has a limit, and it is only about speed. */
const MOST_COUNTED = 4000;
/** So many different buckets go into one report. */
const MOST_BUCKETS = 400;

/** How often which step took how long, since the last report. */
export class StepCounts {
  #counts = new Map<string, StepCount>();
  #total = 0;

  add(step: Step, milliseconds: number): void {
    this.#put({ step, bucket: bucketOf(milliseconds), count: 1 });
  }

  /** What is to be reported, which is forgotten here; empty where there is nothing. */
  take(): StepCount[] {
    const taken = [...this.#counts].slice(0, MOST_BUCKETS);
    for (const [key, { count }] of taken) {
      this.#counts.delete(key);
      this.#total -= count;
    }
    return taken.map(([, counted]) => counted);
  }

  /** The report did not arrive. */
  putBack(counts: readonly StepCount[]): void {
    for (const counted of counts) this.#put(counted);
  }

  #put({ step, bucket, count }: StepCount): void {
    if (this.#total + count > MOST_COUNTED) return;
    const key = `${step} ${bucket}`;
    this.#counts.set(key, { step, bucket, count: count + (this.#counts.get(key)?.count ?? 0) });
    this.#total += count;
  }
}
