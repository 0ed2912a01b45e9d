// The tables of the section "consensus".
import { table } from "../report.ts";
import { SCORED, type Scored } from "./answers.ts";
import { type Difference, difference, regretOf } from "./compare.ts";
import type { Result } from "./regime.ts";
import type { Outcome } from "./tally.ts";

/** Accuracy of every rule, regret and the difference to the plain vote. */
export function accuracyTable(results: readonly Result[]): string[] {
  return table(
    ["set", "gold", ...SCORED, "best of the six", "behind it", "ahead of majority"],
    results.map((result) => {
      const regret = regretOf(result);
      return [
        ...[result.variant.name, String(result.gold)],
        ...SCORED.map((rule) => share(result.outcomes.get(rule)?.accuracy)),
        ...[regret.best, points(regret), points(ahead(result, "majority"))],
      ];
    }),
  );
}

/** How much more often the pool is right than another rule. */
export function ahead({ outcomes }: Result, rule: Scored): Difference {
  return difference(outcomes.get("pooled") as Outcome, outcomes.get(rule) as Outcome);
}

const CALIBRATED = ["majority", "spam-mixture", "pooled"] as const;

/** Whether confidence holds: the plain vote, the mixture and the pool. */
export function calibrationTable(results: readonly Result[]): string[] {
  const columns = ["ECE - chance", "top bin - chance", "log loss"];
  return table(
    ["set", ...columns.flatMap((column) => CALIBRATED.map((rule) => `${column}: ${rule}`))],
    results.map((result) => [
      result.variant.name,
      ...CALIBRATED.map((rule) => signed(excess(result, rule))),
      ...CALIBRATED.map((rule) => signed(topExcess(result, rule))),
      ...CALIBRATED.map((rule) => share(result.outcomes.get(rule)?.calibration?.loss)),
    ]),
  );
}

/** Expected calibration error of a rule beyond what luck makes of it. */
export function excess({ outcomes }: Result, rule: Scored = "pooled"): number {
  const found = outcomes.get(rule)?.calibration;
  return found ? found.error - found.chance : Number.NaN;
}

/** |said - was| of the top bin beyond luck; null where it holds less than 5 % of the items. */
export function topExcess({ outcomes }: Result, rule: Scored = "pooled"): number | null {
  const top = outcomes.get(rule)?.calibration?.top;
  return top ? top.apart - top.chance : null;
}

/** A share with three digits, without the zero in front. */
export function share(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : value.toFixed(3).replace(/^0\./, ".");
}

export function signed(value: number | null): string {
  return value === null ? "" : value.toFixed(3).replace(/0\./, ".");
}

/** Points with half of their interval. */
export function points({ points, within }: Difference): string {
  return `${points.toFixed(1)} ± ${within.toFixed(1)}`;
}
