// Differences between rules on the same items.
import { RIVALS, type Scored } from "./answers.ts";
import type { Result } from "./regime.ts";
import { mean, type Outcome } from "./tally.ts";

/** A difference in accuracy and half the width of its 95 % interval, in points. */
export type Difference = { readonly points: number; readonly within: number };

/** How much more often the first is right than the second, item by item. */
export function difference(first: Outcome, second: Outcome): Difference {
  const apart = [...first.credit].flatMap((credit, item) => {
    const other = second.credit[item] ?? Number.NaN;
    return Number.isNaN(credit) || Number.isNaN(other) ? [] : [100 * (credit - other)];
  });
  const points = mean(apart);
  const squares = apart.reduce((sum, value) => sum + (value - points) ** 2, 0);
  return { points, within: (1.96 * Math.sqrt(squares / (apart.length - 1))) / Math.sqrt(apart.length) };
}

/** The best of the rules that everybody has, and how far the pool is behind it. */
export type Regret = Difference & { readonly best: Scored };

export function regretOf({ outcomes }: Result, rule: Scored = "pooled"): Regret {
  const own = outcomes.get(rule) as Outcome;
  const rivals = RIVALS.flatMap((name) => {
    const outcome = outcomes.get(name);
    return outcome === undefined ? [] : [{ name, outcome }];
  });
  const best = rivals.reduce((most, rival) =>
    rival.outcome.accuracy > most.outcome.accuracy ? rival : most,
  );
  return { best: best.name, ...difference(best.outcome, own) };
}
