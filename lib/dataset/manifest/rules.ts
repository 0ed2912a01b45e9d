import { agreementHeadline } from "#lib/agreement/headline.ts";
import { toLabeling } from "#lib/consensus/rules.ts";
import { betaMean } from "#lib/trust/beta.ts";
import { goldAccuracy } from "#lib/trust/gold-accuracy.ts";
import { countsInRelease, type Frozen, type ItemConsensus } from "../release/rules.ts";

/** Trust per annotator number from the gold of this version: Beta posterior mean of being right, 0..1. */
export function frozenTrust(frozen: Frozen): Map<number, number> {
  const trust = new Map<number, number>();
  for (const [annotatorNo, answers] of Map.groupBy(
    frozenGoldAnswers(frozen),
    (answer) => answer.annotatorNo,
  )) {
    const correct = answers.filter((answer) => answer.acceptable.includes(answer.label)).length;
    trust.set(annotatorNo, betaMean(correct, answers.length));
  }
  return trust;
}

/** What a version says about itself, without its files: counts, method, agreement, gold accuracy. */
export function describeRelease(frozen: Frozen, consensus: ReadonlyMap<number, ItemConsensus>) {
  const { project, parameters } = frozen;
  const labels = [...consensus.values()];
  const answers = frozenGoldAnswers(frozen);
  const excluded = new Set(parameters.excludedAnnotators);
  return {
    product: "assay",
    format: 1,
    project: { id: project.id, name: project.name, question: project.question },
    simulated_crowd: project.isSimulated,
    scale: project.levels.map(({ value, name, definition, gain }) => ({ value, name, definition, gain })),
    parameters,
    method: {
      name: parameters.method,
      confidence:
        parameters.method === "majority"
          ? "share of the counted judgments"
          : "share of the trust behind the judgments",
      trust: "mean of the Beta posterior of being right on gold, uniform prior",
      ties: "nearest to the item's mean, then the lower level",
    },
    qrels: {
      grades: parameters.grades,
      relevant_from: parameters.relevantFrom,
      query_ids: parameters.queryIds,
    },
    counts: {
      items: frozen.items.length - frozen.gold.size,
      labeled: labels.filter((item) => item.label !== null).length,
      tied: labels.filter((item) => item.tied).length,
      gold: frozen.gold.size,
      judgments: frozen.judgments.length,
      counted: frozen.judgments.filter((judgment) => countsInRelease(judgment, excluded, frozen.gold)).length,
      annotators: new Set(frozen.judgments.map((judgment) => judgment.annotatorNo)).size,
    },
    agreement: frozenAgreement(frozen),
    gold_accuracy: goldAccuracy(answers),
  };
}

function frozenAgreement(frozen: Frozen) {
  const { parameters, project, gold } = frozen;
  const excluded = new Set(parameters.excludedAnnotators);
  const counted = frozen.judgments.flatMap((judgment) =>
    countsInRelease(judgment, excluded, gold) && judgment.level !== null
      ? [{ itemNo: judgment.itemNo, annotatorNo: judgment.annotatorNo, level: judgment.level }]
      : [],
  );
  return agreementHeadline(toLabeling(counted, project.levels.length).labeling, {
    seed: parameters.seed,
    firstRatings: parameters.firstJudgments,
    cuts: [0.667, 0.8],
  });
}

function frozenGoldAnswers(frozen: Frozen) {
  return frozen.judgments.flatMap((judgment) => {
    const key = frozen.gold.get(judgment.itemNo);
    return key && judgment.isNewest && judgment.level !== null
      ? [{ annotatorNo: judgment.annotatorNo, label: judgment.level, acceptable: key.levels }]
      : [];
  });
}
