import type { Cost } from "#prisma/testing/cost.ts";
import { quantile } from "../queue/figures.ts";

/** One read of a page. Times in milliseconds; `first` is the time when nothing of it was in the database's memory yet, or little. */
export type Measured = Cost & { first: number; times: number[]; blockedMs: number };
type Told = { items: number; told: string; found: Measured | "too long" };

/** Projects up to this many items have the limit of small ones. */
const SMALL = 10_000;

type Limit = {
  name: string;
  ms: number;
  of: (found: Measured) => number;
  isFor?: (items: number) => boolean;
};

const LIMITS: readonly Limit[] = [
  { name: "p95, warm", ms: 300, of: warm, isFor: (items) => items > SMALL },
  {
    name: `p95, warm, up to ${SMALL.toLocaleString("en")} items`,
    ms: 100,
    of: warm,
    isFor: (items) => items <= SMALL,
  },
  { name: "first time", ms: 1000, of: ({ first }) => first },
  { name: "longest block of the event loop", ms: 100, of: ({ blockedMs }) => blockedMs },
];

function warm({ times }: Measured): number {
  return quantile(times, 0.95);
}

/** Prints each limit with what breaks it. Returns whether all are kept. */
export function judge(all: readonly Told[]): boolean {
  console.log("");
  const kept = LIMITS.map(({ name, ms, of, isFor = () => true }) => {
    const asked = all.filter(({ items }) => isFor(items));
    const figureOf = ({ found }: Told) => (found === "too long" ? Number.POSITIVE_INFINITY : of(found));
    const broken = asked.filter((one) => figureOf(one) > ms);
    const most = Math.max(0, ...asked.map(figureOf));
    console.log(
      `${broken.length === 0 ? "kept  " : "BROKEN"} ${name}: at most ${ms} ms. ${asked.length} reads, the slowest ${most.toFixed(0)} ms.`,
    );
    for (const one of broken)
      console.log(
        `         ${one.items.toLocaleString("en")} items, ${one.told}: ${figureOf(one).toFixed(0)} ms`,
      );
    return broken.length === 0;
  });
  return !kept.includes(false);
}
