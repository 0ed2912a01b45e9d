// The pooled consensus beside the mixture alone, the rule that was the default before it.
import { aggregate } from "#lib/statistics/aggregation/aggregate.ts";
import { ANNOTATORS, RATINGS_PER_ITEM, simulateRatings } from "./data.ts";
import { printLine, takeTurns } from "./measure.ts";

const ITEMS = 19_400;
const GOLD = 100;
const FEW_ANNOTATORS = 100;

/** Whole consensus of 97,000 ratings, by many people and by few: the mixture, the pool, the pool with gold. */
export function timePool(runs: number): void {
  for (const annotators of [ANNOTATORS, FEW_ANNOTATORS]) {
    const labeling = simulateRatings(ITEMS, 1, annotators);
    const gold = new Int32Array(ITEMS);
    for (let i = 0; i < GOLD; i++) gold[i] = 1 << (i % labeling.levels);
    const spent = takeTurns(Math.min(runs, 5), {
      mixture: () => aggregate(labeling, { rule: "spam-mixture" }),
      pooled: () => aggregate(labeling, { rule: "pooled" }),
      withGold: () => aggregate(labeling, { rule: "pooled", gold }),
    });
    const over = (time: number) => `${(time / spent.mixture).toFixed(2)} x mixture`;
    console.log(
      `\n${(ITEMS * RATINGS_PER_ITEM).toLocaleString("en")} ratings by ${annotators.toLocaleString("en")} annotators: consensus of all items`,
    );
    printLine("spam-mixture alone", spent.mixture);
    printLine("pooled, without gold", spent.pooled, over(spent.pooled));
    printLine(`pooled, ${GOLD} golds`, spent.withGold, over(spent.withGold));
  }
}
