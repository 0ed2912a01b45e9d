// Adapters: statistics of agreement, named as in the vector files.

import type { Reason } from "#lib/labeling.ts";
import { coincidenceMatrix, krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { bootstrapAlpha } from "#lib/statistics/agreement/alpha/alpha-bootstrap.ts";
import type { Metric } from "#lib/statistics/agreement/alpha/alpha-distance.ts";
import { jackknifeAlpha } from "#lib/statistics/agreement/alpha/alpha-jackknife.ts";
import { weightedAlpha } from "#lib/statistics/agreement/alpha/alpha-weighted.ts";
import { brennanPrediger } from "#lib/statistics/agreement/brennan-prediger.ts";
import type { Coefficient } from "#lib/statistics/agreement/chance-corrected.ts";
import { cohenKappa } from "#lib/statistics/agreement/cohen.ts";
import { congerKappa } from "#lib/statistics/agreement/conger.ts";
import { fleissKappa, fleissNullError, fleissPerLevel } from "#lib/statistics/agreement/fleiss.ts";
import { gwetAc } from "#lib/statistics/agreement/gwet.ts";
import { lightKappa } from "#lib/statistics/agreement/light.ts";
import { percentAgreement } from "#lib/statistics/agreement/percent.ts";
import { percentWithError } from "#lib/statistics/agreement/percent-error.ts";
import { scottPi } from "#lib/statistics/agreement/scott.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { crossTableOf, labelingOf, ratingsOf, valuesOf, weightsOf } from "./data.ts";
import { numberOption, type VectorData, type VectorOptions, wordOption } from "./format.ts";

/** Computes one statistic of a vector and names its parts as vector files do. */
export type Adapter = (data: VectorData, options: VectorOptions) => Record<string, unknown>;

const METRICS: readonly Metric[] = ["nominal", "ordinal", "interval", "ratio"];

/** A result with `undefined` = the reason where there is no value. */
export function named(result: { reason: Reason | null; value: unknown }): Record<string, unknown> {
  return result.reason === null ? { ...result } : { value: null, undefined: result.reason };
}

function coefficient(result: Coefficient): Record<string, unknown> {
  return result.reason === null ? { ...result, se: result.standardError } : named(result);
}

export const agreementAdapters: Record<string, Adapter> = {
  krippendorffAlpha(data, options) {
    const sums = tally(ratingsOf(data));
    const alpha = krippendorffAlpha(sums, metricOf(options), valuesOf(data));
    const cells = coincidenceMatrix(sums.pairs);
    const coincidence = Array.from({ length: sums.levels }, (_, k) =>
      cells.subarray(k * sums.levels, (k + 1) * sums.levels),
    );
    return {
      ...named(alpha),
      coincidence,
      pairableValues: alpha.ratings,
      pairableItems: alpha.pairableItems,
    };
  },
  krippendorffAlphaJackknife(data, options) {
    const jackknife = jackknifeAlpha(ratingsOf(data), metricOf(options), valuesOf(data));
    return jackknife.reason === null ? { ...jackknife, se: jackknife.standardError } : named(jackknife);
  },
  krippendorffAlphaBootstrap(data, options) {
    wordOption(options, "method", ["percentile"]);
    const boot = bootstrapAlpha(ratingsOf(data), metricOf(options), {
      seed: numberOption(options, "seed", 1),
      replicates: numberOption(options, "replicates", 1000),
      confidence: numberOption(options, "confidence", 0.95),
      values: valuesOf(data),
    });
    if (boot.reason !== null) return named(boot);
    const { undefinedReplicates, mean, standardError } = boot;
    return { ...boot.value, mean, se: standardError, undefinedReplicates };
  },
  krippendorffAlphaWeighted: (data, options) =>
    coefficient(weightedAlpha(ratingsOf(data), weightsOf(options), valuesOf(data))),
  percentAgreement(data, options) {
    const averaging = wordOption(options, "averaging", ["items", "pairs"]);
    const weights = weightsOf(options);
    if (averaging === "items") {
      const percent = coefficient(percentWithError(ratingsOf(data), weights, valuesOf(data)));
      return percent;
    }
    const percent = percentAgreement(ratingsOf(data), weights, averaging, valuesOf(data));
    return { ...named(percent), observed: percent.value };
  },
  fleissKappa(data, options) {
    const ratings = tally(ratingsOf(data));
    const kappa = coefficient(fleissKappa(ratings, weightsOf(options), valuesOf(data)));
    const underChance = fleissNullError(ratings);
    if (underChance.reason !== null) return kappa;
    return { ...kappa, seNull: underChance.value, zNull: underChance.z };
  },
  fleissKappaPerCategory: (data) => ({ values: fleissPerLevel(ratingsOf(data)).map((kappa) => kappa.value) }),
  gwetAC: (data, options) => coefficient(gwetAc(ratingsOf(data), weightsOf(options), valuesOf(data))),
  brennanPrediger: (data, options) =>
    coefficient(brennanPrediger(ratingsOf(data), weightsOf(options), valuesOf(data))),
  congerKappa: (data, options) =>
    coefficient(congerKappa(labelingOf(data), weightsOf(options), valuesOf(data))),
  cohenKappa(data, options) {
    const table = crossTableOf(data, options);
    const kappa = cohenKappa(table, weightsOf(options), valuesOf(data));
    const unweighted = cohenKappa(table, "unweighted").value;
    if (kappa.reason !== null) return { ...named(kappa), unweighted };
    const { standardError, nullError, z } = kappa;
    return { ...kappa, se: standardError, seNull: nullError, zNull: z, unweighted };
  },
  scottPi: (data, options) => named(scottPi(crossTableOf(data, options), weightsOf(options), valuesOf(data))),
  lightKappa: (data, options) => named(lightKappa(labelingOf(data), weightsOf(options), valuesOf(data))),
};

function metricOf(options: VectorOptions): Metric {
  return wordOption(options, options.metric === undefined ? "level" : "metric", METRICS);
}
