// Cells that were printed before this rule was built, measured elsewhere with the same formulas, beside the same cell here.
import { table } from "../report.ts";
import { regretOf } from "./compare.ts";
import type { Result } from "./regime.ts";
import { ahead, excess, points, share } from "./tables.ts";

/** The results of one regime, by the name of the variant. */
export type Found = readonly Result[];

type Cell = { readonly what: string; readonly printed: string; readonly here: string };

type Regimes = {
  readonly none: Found;
  readonly random: Found;
  readonly byLevel: Found;
  readonly untold: Found;
  readonly few: readonly { readonly size: number; readonly found: Found }[];
};

const WEB = "web-relevance-5level";
const ZEN = "zencrowd_us";

/** Regret of few random golds on ZenCrowd-us, as printed. */
const FEW_PRINTED = new Map([
  [10, "7.5"],
  [20, "5.0"],
  [50, "1.8"],
]);

/** Only cells whose set is in the folder; medians and means over other sets cannot be compared. */
export function cellsTable({ none, random, byLevel, untold, few }: Regimes): string[] {
  const cells: (Cell | null)[] = [
    cell(none, WEB, "accuracy without gold", ".890", accuracyOf),
    cell(none, `${WEB}, at most 3`, "accuracy without gold", ".719", accuracyOf),
    cell(random, WEB, "accuracy, 100 random golds", ".906", accuracyOf),
    cell(random, `${WEB}, at most 3`, "accuracy, 100 random golds", ".741", accuracyOf),
    cell(none, WEB, "spam-mixture alone, accuracy", ".887", (result) => accuracyOf(result, "spam-mixture")),
    cell(none, `${WEB}, at most 3`, "spam-mixture alone, accuracy", ".727", (result) =>
      accuracyOf(result, "spam-mixture"),
    ),
    cell(none, ZEN, "ahead of majority without gold", "-3.8 ± 1.5", (result) =>
      points(ahead(result, "majority")),
    ),
    cell(none, ZEN, "points behind the best without gold", "8.1", regretIn),
    cell(none, "face", "ECE less chance without gold (printed: the worst of the twenty)", ".19", (result) =>
      share(excess(result)),
    ),
    ...few.map(({ size, found }) =>
      cell(found, ZEN, `points behind the best, ${size} random golds`, FEW_PRINTED.get(size) ?? "", regretIn),
    ),
    cell(random, ZEN, "points behind the best, 100 random golds", "at most 1.5", regretIn),
    cell(byLevel, ZEN, "points behind the best, gold by level", "3.3", regretIn),
    cell(untold, "chorus", "ahead of majority, gold by level taken for random", "about -5", (result) =>
      points(ahead(result, "majority")),
    ),
    cell(byLevel, "face", "ECE less chance, gold by level", ".085", (result) => share(excess(result))),
    cell(random, "bluebird, at most 3", "ahead of majority, half of the items gold", "-1.8", (result) =>
      points(ahead(result, "majority")),
    ),
  ];
  return table(
    ["cell", "printed", "here"],
    cells.flatMap((found) => (found === null ? [] : [[found.what, found.printed, found.here]])),
  );
}

function cell(
  found: Found,
  name: string,
  what: string,
  printed: string,
  of: (result: Result) => string,
): Cell | null {
  const result = found.find(({ variant }) => variant.name === name);
  return result === undefined ? null : { what: `${name}: ${what}`, printed, here: of(result) };
}

function accuracyOf({ outcomes }: Result, rule: "pooled" | "spam-mixture" = "pooled"): string {
  return share(outcomes.get(rule)?.accuracy);
}

function regretIn(result: Result): string {
  return points(regretOf(result));
}
