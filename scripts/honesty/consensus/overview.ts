// One line per regime of gold: the pool over all sets. A regime that fits no set has none.
import { table } from "../report.ts";
import { regretOf } from "./compare.ts";
import type { Result } from "./regime.ts";
import { ahead, excess, share, signed } from "./tables.ts";
import { mean, median } from "./tally.ts";

export function overviewTable(regimes: readonly { name: string; results: readonly Result[] }[]): string[] {
  return table(
    ["gold", "median regret", "worst regret", "below majority", "ECE - chance: mean", "worst", "log loss"],
    regimes.flatMap(({ name, results }) => {
      if (results.length === 0) return [];
      const regrets = results.map((result) => ({ result, points: regretOf(result).points }));
      const behind = regrets.reduce((most, one) => (one.points > most.points ? one : most));
      const apart = results.map((result) => excess(result));
      const below = results.filter((result) => {
        const { points, within } = ahead(result, "majority");
        return -points > within;
      });
      const line = [
        ...[name, median(regrets.map(({ points }) => Math.max(0, points))).toFixed(2)],
        `${behind.points.toFixed(1)} (${behind.result.variant.name})`,
        String(below.length),
        ...[signed(mean(apart)), signed(Math.max(...apart))],
        share(mean(results.map(({ outcomes }) => outcomes.get("pooled")?.calibration?.loss ?? 0))),
      ];
      return [line];
    }),
  );
}
