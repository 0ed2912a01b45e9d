/** Scores rows of numbers; the higher, the likelier of the kind that it was taught. */
export type Judge = { score(row: readonly number[]): number; used: number[] };

const ROUNDS = 60;
const RATE = 0.1;
const BINS = 16;
/** A leaf of fewer rows would learn by heart. */
const LEAST_ROWS = 40;
const RIDGE = 5;

type Split = { feature: number; upTo: number; gain: number };
type Tree = { feature: number; threshold: number; low: Tree; high: Tree } | { weight: number };

/**
 * Trees of two splits one after another, each fitted to what those before it leave unexplained: Friedman, Annals of
 * Statistics 29, 2001, with the second-order gain of Chen & Guestrin, KDD 2016. Learns what is nonlinear and what only
 * tells in pairs.
 */
export function teach(rows: readonly (readonly number[])[], kinds: readonly boolean[]): Judge {
  const borders = (rows[0] ?? []).map((_, feature) => bordersOf(rows.map((row) => row[feature] as number)));
  const bins = borders.map((own, feature) =>
    Uint8Array.from(rows, (row) => binOf(own, row[feature] as number)),
  );
  const share = kinds.filter(Boolean).length / kinds.length;
  const base = Math.log(share / (1 - share));
  const sums = new Float64Array(rows.length).fill(base);
  const trees: Tree[] = [];
  const used = borders.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradients = Float64Array.from(sums, (sum, at) => Number(kinds[at]) - logistic(sum));
    const weights = Float64Array.from(sums, (sum) => logistic(sum) * (1 - logistic(sum)));
    const all = Array.from(sums.keys());
    const tree = grow({ bins, borders, gradients, weights, used }, all, 2);
    for (const at of all) sums[at] = (sums[at] as number) + weigh(tree, rows[at] as number[]);
    trees.push(tree);
  }
  return { score: (row) => trees.reduce((sum, tree) => sum + weigh(tree, row), base), used };
}

type Learning = {
  bins: readonly Uint8Array[];
  borders: readonly number[][];
  gradients: Float64Array;
  weights: Float64Array;
  used: number[];
};

function grow(learning: Learning, rows: readonly number[], depth: number): Tree {
  const split = depth === 0 ? null : bestSplit(learning, rows);
  if (split === null) {
    const gradient = sumOf(learning.gradients, rows);
    return { weight: (RATE * gradient) / (sumOf(learning.weights, rows) + RIDGE) };
  }
  const { feature, upTo, gain } = split;
  learning.used[feature] = (learning.used[feature] ?? 0) + gain;
  const own = learning.bins[feature] as Uint8Array;
  return {
    feature,
    threshold: learning.borders[feature]?.[upTo] as number,
    low: grow(
      learning,
      rows.filter((at) => (own[at] as number) <= upTo),
      depth - 1,
    ),
    high: grow(
      learning,
      rows.filter((at) => (own[at] as number) > upTo),
      depth - 1,
    ),
  };
}

function bestSplit({ bins, borders, gradients, weights }: Learning, rows: readonly number[]): Split | null {
  const [gradient, weight] = [sumOf(gradients, rows), sumOf(weights, rows)];
  const worth = (g: number, w: number) => (g * g) / (w + RIDGE);
  let best: Split | null = null;
  for (const [feature, own] of bins.entries()) {
    const [sums, totals, counts] = [0, 0, 0].map(() => new Float64Array(BINS)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (const at of rows) {
      const bin = own[at] as number;
      sums[bin] = (sums[bin] as number) + (gradients[at] as number);
      totals[bin] = (totals[bin] as number) + (weights[at] as number);
      counts[bin] = (counts[bin] as number) + 1;
    }
    let [g, w, count] = [0, 0, 0];
    for (let upTo = 0; upTo < (borders[feature]?.length ?? 0); upTo++) {
      g += sums[upTo] as number;
      w += totals[upTo] as number;
      count += counts[upTo] as number;
      if (count < LEAST_ROWS || rows.length - count < LEAST_ROWS) continue;
      const gain = worth(g, w) + worth(gradient - g, weight - w) - worth(gradient, weight);
      if (gain > (best?.gain ?? 1e-9)) best = { feature, upTo, gain };
    }
  }
  return best;
}

/** Upper borders of all bins but the last: the values themselves where there are few, else as many in each. */
function bordersOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const different = [...new Set(sorted)];
  if (different.length <= BINS) return different.slice(0, -1);
  const quantiles = Array.from(
    { length: BINS - 1 },
    (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / BINS)],
  );
  return [...new Set(quantiles as number[])];
}

function binOf(borders: readonly number[], value: number): number {
  const bin = borders.findIndex((border) => value <= border);
  return bin === -1 ? borders.length : bin;
}

function weigh(tree: Tree, row: readonly number[]): number {
  if ("weight" in tree) return tree.weight;
  return weigh((row[tree.feature] as number) <= tree.threshold ? tree.low : tree.high, row);
}

const logistic = (sum: number) => 1 / (1 + Math.exp(-sum));

function sumOf(values: Float64Array, rows: readonly number[]): number {
  let sum = 0;
  for (const at of rows) sum += values[at] as number;
  return sum;
}
