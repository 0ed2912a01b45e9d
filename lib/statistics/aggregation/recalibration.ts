import type { Defined } from "#lib/labeling.ts";

/** A staircase from stated to observed confidence: at `stated[j]` (ascending) the truth was `observed[j]` (never falling). */
export type ConfidenceMap = { readonly stated: readonly number[]; readonly observed: readonly number[] };

/**
 * Learns from gold what a stated confidence is worth: the never-falling curve nearest, in squares, to the zeros and ones
 * observed (isotonic regression by pooling adjacent violators: whenever a later group was right less often than the
 * one before, the two are merged).
 *
 * The order of items by confidence is kept, so a cut still keeps the same items first; only the numbers change.
 * Source: M. Ayer et al., Annals of Mathematical Statistics 26, 1955; B. Zadrozny & C. Elkan, KDD 2002.
 * @param confidence n stated probabilities 0..1 @param isRight n ones and zeros, from gold that the model did not see
 * @returns null with reason "too-few" below 30 items
 * @example of 40 items stated at 0.9 of which 32 were right, the map says 0.8 everywhere
 */
export function learnConfidenceMap(
  confidence: ArrayLike<number>,
  isRight: ArrayLike<number>,
): Defined<ConfidenceMap> {
  if (confidence.length < 30) return { value: null, reason: "too-few" };
  const order = Array.from({ length: confidence.length }, (_, i) => i);
  order.sort((i, j) => confidence[i] - confidence[j]);
  const pools: { stated: number; right: number; n: number }[] = [];
  let before = Number.NaN;
  for (const i of order) {
    const stated = confidence[i];
    const last = pools.at(-1);
    // Equal confidences must map to one value, so they enter as one group.
    if (last !== undefined && stated === before) {
      last.right += isRight[i];
      last.stated += stated;
      last.n++;
    } else pools.push({ stated, right: isRight[i], n: 1 });
    before = stated;
  }
  const merged = mergeFalls(pools);
  return {
    reason: null,
    stated: merged.map((pool) => pool.stated / pool.n),
    observed: merged.map((pool) => pool.right / pool.n),
  };
}

type Pool = { stated: number; right: number; n: number };

function mergeFalls(pools: readonly Pool[]): Pool[] {
  const stack: Pool[] = [];
  for (const pool of pools) {
    let next = { ...pool };
    for (
      let last = stack.at(-1);
      last !== undefined && last.right * next.n >= next.right * last.n;
      last = stack.at(-1)
    ) {
      next = { stated: last.stated + next.stated, right: last.right + next.right, n: last.n + next.n };
      stack.pop();
    }
    stack.push(next);
  }
  return stack;
}

/**
 * Reads the map: straight lines between its points, flat beyond them.
 * @param map from `learnConfidenceMap` @param confidence a stated probability 0..1 @returns the recalibrated probability
 */
export function recalibrate(map: ConfidenceMap, confidence: number): number {
  const { stated, observed } = map;
  const after = stated.findIndex((value) => value >= confidence);
  if (after === -1) return observed.at(-1) as number;
  if (after === 0 || stated[after] === confidence) return observed[after];
  const left = stated[after - 1];
  const part = (confidence - left) / (stated[after] - left);
  return observed[after - 1] + part * (observed[after] - observed[after - 1]);
}
