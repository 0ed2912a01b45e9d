import type { Labeling } from "#lib/labeling.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "#lib/statistics/agreement/clusters/ac2-and-exact.ts";
import { clusterSpread } from "#lib/statistics/agreement/clusters/cluster-spread.ts";
import { clusterSums } from "#lib/statistics/agreement/clusters/cluster-sums.ts";
import { alphaOfRow } from "#lib/statistics/agreement/clusters/coefficient.ts";
import {
  addClusterRating,
  liveClusters,
  removeClusterRating,
} from "#lib/statistics/agreement/clusters/live-clusters.ts";
import { liveSpread } from "#lib/statistics/agreement/clusters/live-spread.ts";
import { teamScope } from "#lib/statistics/agreement/clusters/team-scope.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { median, printLine, takeTurns } from "./measure.ts";

const ITEMS_PER_QUERY = 20;

/** One rating taken back and given again, the intervals of alpha, AC2 and exact agreement by query read after each. */
export function timeLiveInterval(labeling: Labeling): void {
  const queryOf = Int32Array.from({ length: labeling.items }, (_, item) =>
    Math.floor(item / ITEMS_PER_QUERY),
  );
  const live = liveClusters(labeling, queryOf);
  const coefficients = [alphaOfRow("ordinal"), AC2_OF_ROW, EXACT_OF_ROW];
  const read = () => coefficients.map((coefficient) => teamScope(liveSpread(live, coefficient), 0.95));
  const times: number[] = [];
  for (let i = 0; i < 10_000; i++) {
    const r = (i * 7919) % labeling.item.length;
    const item = labeling.item[r] as number;
    const rating = { item, query: queryOf[item] as number, label: labeling.label[r] as number };
    const start = performance.now();
    removeClusterRating(live, rating);
    read();
    const between = performance.now();
    addClusterRating(live, rating);
    read();
    times.push(between - start, performance.now() - between);
  }
  const queries = Math.ceil(labeling.items / ITEMS_PER_QUERY).toLocaleString("en");
  printLine(`one rating: three intervals over ${queries} queries`, median(times));
  printLine("  the slowest of 20,000", Math.max(...times));
  const sums = takeTurns(3, {
    exact: () => {
      const exact = clusterSums(tally(labeling), queryOf);
      return coefficients.map((coefficient) => teamScope(clusterSpread(exact, coefficient), 0.95));
    },
  });
  printLine("  the same from unsorted ratings, each query left out", sums.exact);
}
