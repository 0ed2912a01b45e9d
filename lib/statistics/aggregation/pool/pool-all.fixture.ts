import { type PoolSettings, poolEach } from "./log-pool.ts";
import type { Opinions } from "./opinions.ts";

/**
 * `poolMean` of every item.
 * @param settings one or more @returns I × K probabilities; rows of zeros without ratings
 */
export function poolAll(opinions: Opinions, settings: readonly PoolSettings[]): Float64Array {
  const { items, levels } = opinions.index;
  const pooled = new Float64Array(items * levels);
  poolEach(opinions, settings, (item, mean) => pooled.set(mean, item * levels));
  return pooled;
}
