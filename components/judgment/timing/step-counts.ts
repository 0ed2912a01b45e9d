import { bucketOf } from "#lib/judgment/timing/rules.ts";
import { MAX_BUCKETS, MAX_COUNTED, type Step, type StepCount } from "#lib/judgment/timing/schema.ts";

/** How often which step took how long, since the last report. */
export class StepCounts {
  #counts = new Map<string, StepCount>();
  #total = 0;

  add(step: Step, milliseconds: number): void {
    this.#put({ step, bucket: bucketOf(milliseconds), count: 1 });
  }

  /** What is to be reported, which is forgotten here; empty where there is nothing. */
  take(): StepCount[] {
    const taken = [...this.#counts].slice(0, MAX_BUCKETS);
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
    // A desk that cannot report for so long forgets the rest: a report has a limit, and it is only about speed.
    if (this.#total + count > MAX_COUNTED) return;
    const key = `${step} ${bucket}`;
    this.#counts.set(key, { step, bucket, count: count + (this.#counts.get(key)?.count ?? 0) });
    this.#total += count;
  }
}
