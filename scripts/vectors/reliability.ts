// Adapters: intraclass and rank correlations, measures of items and of annotators.
import { alphaWithoutEach } from "#lib/statistics/agreement/alpha/alpha-without.ts";
import { annotatorAgreement } from "#lib/statistics/agreement/annotator-agreement.ts";
import { ICC_FORMS, icc } from "#lib/statistics/agreement/correlation/icc.ts";
import { oneWayIcc } from "#lib/statistics/agreement/correlation/icc-one-way.ts";
import { kendallTauB } from "#lib/statistics/agreement/correlation/kendall-tau.ts";
import { kendallW } from "#lib/statistics/agreement/correlation/kendall-w.ts";
import { type Correlation, spearman } from "#lib/statistics/agreement/correlation/spearman.ts";
import { pairwiseCorrelations } from "#lib/statistics/agreement/pairwise.ts";
import { perItem } from "#lib/statistics/agreement/per-item.ts";
import { type Adapter, named } from "./agreement.ts";
import { completeOf, fromCounts, labelingOf, ratingsOf, valuesOf, weightsOf } from "./data.ts";
import { numberOption, type VectorData, type VectorOptions, wordOption } from "./format.ts";

type Correlate = (left: ArrayLike<number>, right: ArrayLike<number>) => Correlation;

export const reliabilityAdapters: Record<string, Adapter> = {
  icc(data, options) {
    const form = wordOption(options, "form", ICC_FORMS);
    const found = icc(completeOf(data), form, numberOption(options, "confidence", 0.95));
    if (found.reason !== null) return named(found);
    const { msr, msc, mse, msw } = found.meanSquares;
    const meanSquares = { MSR: msr, MSC: msc, MSE: mse, MSW: msw };
    return { value: found.value, ...found.interval, meanSquares };
  },
  iccAll(data, options) {
    const complete = completeOf(data);
    const confidence = numberOption(options, "confidence", 0.95);
    const all: Record<string, unknown> = {};
    for (const form of ICC_FORMS) {
      const found = icc(complete, form, confidence);
      all[form] = found.value;
      const limits = found.reason === null ? found.interval : null;
      all[form.replace("ICC", "CI")] = limits === null ? null : [limits.lower, limits.upper];
      if (found.reason !== null) all.undefined = found.reason;
    }
    return all;
  },
  icc1Unbalanced(data) {
    const found = oneWayIcc(ratingsOf(data), valuesOf(data));
    if (found.reason !== null) return named(found);
    const { meanSquareBetween, meanSquareWithin, ratingsPerItem } = found;
    return { ...found, MSB: meanSquareBetween, MSW: meanSquareWithin, k0: ratingsPerItem };
  },
  kendallW: (data) => named(kendallW(completeOf(data))),
  kendallTauB: (data) => correlation(data, kendallTauB),
  spearman: (data) => correlation(data, spearman),
  spearmanMatrix: (data, options) => correlations(data, options, spearman),
  kendallTauBMatrix: (data, options) => correlations(data, options, kendallTauB),
  perItem(data, options) {
    const labeling = data.kind === "counts" ? fromCounts(data) : labelingOf(data);
    const values = valuesOf(data);
    const base = wordOption(options, "entropyBase", ["e", "2", "K"]);
    const unit = { e: 1, "2": Math.LN2, K: Math.log(labeling.levels) }[base];
    const measures = perItem(labeling, "unweighted", "ordinal", values);
    const agreements = forWeights(options, (weights) =>
      perItem(labeling, weightsOf({}, weights), "ordinal", values).map((item) => item?.agreement ?? null),
    );
    return {
      entropy: measures.map((item) => (item === null ? null : item.entropy / unit)),
      range: measures.map((item) => item?.range ?? null),
      alphaShare: measures.map((item) => item?.alphaShare ?? null),
      ...agreements,
    };
  },
  leaveOneOut(data, options) {
    const labeling = labelingOf(data);
    const values = valuesOf(data);
    const each = annotatorAgreement(labeling, "unweighted", values);
    const without = (metric: "nominal" | "ordinal" | "interval" | "ratio"): (number | null)[] =>
      alphaWithoutEach(labeling, metric, values).map(({ alpha }) => alpha.value);
    return {
      items: each.map((own) => own.items),
      bias: each.map((own) => (own.reason === null ? own.bias : null)),
      biasSe: each.map((own) => (own.reason === null ? own.biasError : null)),
      alphaNominalWithout: without("nominal"),
      alphaOrdinalWithout: without("ordinal"),
      alphaIntervalWithout: without("interval"),
      alphaRatioWithout: without("ratio"),
      ...forWeights(options, (weights) =>
        annotatorAgreement(labeling, weightsOf({}, weights), values).map((own) => own.value),
      ),
    };
  },
};

/** One list per weighting asked for: `agreement` unweighted, `agreementQuadratic` and so on. */
function forWeights(options: VectorOptions, compute: (weights: string) => unknown): Record<string, unknown> {
  const asked = Array.isArray(options.weights) ? options.weights : [options.weights ?? "unweighted"];
  return Object.fromEntries(
    asked.map((weights: string) => {
      const suffix = weights === "unweighted" ? "" : weights[0]?.toUpperCase() + weights.slice(1);
      return [`agreement${suffix}`, compute(weights)];
    }),
  );
}

function correlation(data: VectorData, correlate: Correlate): Record<string, unknown> {
  if (data.kind === "pairs") return named(correlate(data.x, data.y));
  const [only] = pairwiseCorrelations(labelingOf(data), correlate, [[0, 1]]);
  if (only === undefined) throw new Error("needs two annotators");
  return named(only.correlation);
}

function correlations(
  data: VectorData,
  options: VectorOptions,
  correlate: Correlate,
): Record<string, unknown> {
  const asked = Array.isArray(options.pairs) ? (options.pairs as [number, number][]) : undefined;
  const found = pairwiseCorrelations(labelingOf(data), correlate, asked);
  const values = found.map((pair) => pair.correlation.value);
  const defined = values.filter((value) => value !== null);
  const mean = defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
  return {
    values,
    mean,
    pairs: found.map((pair) => (pair.correlation.reason === null ? pair.correlation.pairs : 0)),
  };
}
