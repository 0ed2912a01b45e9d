// Adapters: votes and latent-class methods.

import type { Labeling } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import {
  type DawidSkeneOptions,
  dawidSkene,
  type Fit,
} from "#lib/statistics/aggregation/models/dawid-skene.ts";
import { oneCoin } from "#lib/statistics/aggregation/models/one-coin.ts";
import { majorityOf } from "#lib/statistics/aggregation/votes/majority.ts";
import { medianOf } from "#lib/statistics/aggregation/votes/median.ts";
import { trustWeightedOf } from "#lib/statistics/aggregation/votes/trust-weighted.ts";
import type { Adapter } from "./agreement.ts";
import { fromCounts, labelingOf, scaleOf } from "./data.ts";
import { numberOption, type VectorData, type VectorOptions, wordOption } from "./format.ts";

/** Far more rounds than any fit needs that stops by its likelihood. */
const MOST_ROUNDS = 1_000_000;

export const aggregationAdapters: Record<string, Adapter> = {
  majorityVote(data, options) {
    wordOption(options, "tie", ["nearest-mean-then-lower"]);
    const scale = scaleOf(data);
    const votes = countRows(data).map((counts) => majorityOf(counts));
    return {
      labels: votes.map((vote) => (vote.label === null ? null : scale[vote.label])),
      tied: votes.map((vote) => vote.tied),
      candidates: votes.map((vote) => vote.candidates.map((level) => scale[level])),
    };
  },
  medianVote(data, options) {
    const even = wordOption(options, "even", ["lower-median", "upper-median"]);
    const scale = scaleOf(data);
    const votes = countRows(data).map((counts) => medianOf(counts));
    const take = even === "lower-median" ? 0 : -1;
    return {
      labels: votes.map((vote) =>
        vote.label === null ? null : scale[vote.candidates.at(take) ?? vote.label],
      ),
      tied: votes.map((vote) => vote.tied),
    };
  },
  trustWeightedVote(data) {
    if (data.kind !== "votes") throw new Error("needs votes with trust");
    const levels = [...new Set(data.labels)].sort((a, b) => Number(a) - Number(b));
    const { label, confidence, tied } = trustWeightedOf(
      data.labels.map((level) => levels.indexOf(level)),
      data.trust,
    );
    return { label: label === null ? null : levels[label], confidence, tied };
  },
  dawidSkene(data, options) {
    const labeling = labelingOf(data);
    const fit = dawidSkene(byItem(labeling), fitOptions(labeling, options, { alpha: 0, beta: 0 }));
    const { levels, annotators } = labeling;
    const confusion = Array.from({ length: annotators }, (_, a) =>
      table(levels, levels, (actual, given) => fit.table[(a * levels + given) * levels + actual] as number),
    );
    return { ...fitted(labeling, fit), confusion };
  },
  oneCoinDawidSkene(data, options) {
    const labeling = labelingOf(data);
    const fit = oneCoin(byItem(labeling), fitOptions(labeling, options, { alpha: 0, beta: 0 }));
    return { ...fitted(labeling, fit), accuracy: fit.accuracy };
  },
};

function fitted({ items, levels }: Labeling, fit: Fit): Record<string, unknown> {
  return {
    logLik: fit.logLikelihoods.at(-1),
    priors: fit.prior,
    posterior: table(items, levels, (item, level) => fit.posterior[item * levels + level] as number),
    rounds: fit.rounds,
  };
}

function fitOptions(
  { items, item }: Labeling,
  options: VectorOptions,
  otherwise: { alpha: number; beta: number },
): DawidSkeneOptions {
  wordOption(options, "init", ["vote-shares"]);
  const gold = Object.entries((options.gold ?? {}) as Record<string, number | number[]>);
  return {
    alpha: numberOption(options, "alpha", otherwise.alpha),
    beta: numberOption(options, "beta", otherwise.beta),
    gold: goldLabels(
      items,
      gold.map(([i, levels]) => [Number(i), [levels].flat()] as const),
    ),
    ...stopRule(options.stop, item.length),
  };
}

/** `{ iterations }` runs exactly this many rounds; `{ absLogLik }` until the log likelihood moves by less. */
function stopRule(stop: unknown, ratings: number): Pick<DawidSkeneOptions, "maxRounds" | "tolerance"> {
  if (stop === undefined) return {};
  const { iterations, absLogLik, ...rest } = stop as Record<string, number>;
  if (Object.keys(rest).length > 0) throw new Error(`unknown stop rule ${Object.keys(rest).join(", ")}`);
  return {
    maxRounds: iterations ?? MOST_ROUNDS,
    // No change is below a negative number, so that without a tolerance every round is run.
    tolerance: absLogLik === undefined ? -1 : absLogLik / ratings,
  };
}

function countRows(data: VectorData): number[][] {
  if (data.kind === "counts") return data.matrix;
  const { items, levels, item, label } =
    data.kind === "votes" ? fromCounts({ kind: "counts", matrix: [] }) : labelingOf(data);
  const rows = table(items, levels, () => 0);
  item.forEach((i, r) => {
    const row = rows[i] as number[];
    row[label[r] as number] = (row[label[r] as number] ?? 0) + 1;
  });
  return rows;
}

function table(rows: number, columns: number, cell: (row: number, column: number) => number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => cell(row, column)),
  );
}
