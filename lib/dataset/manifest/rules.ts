import { agreementHeadline } from "#lib/agreement/headline.ts";
import { type CountedJudgment, toLabeling } from "#lib/consensus/rules.ts";
import { betaMean } from "#lib/trust/beta.ts";
import { goldAccuracy } from "#lib/trust/gold-accuracy.ts";
import { benchMethods, type Labels } from "../label/rules.ts";
import { countedJudgments, type Frozen } from "../release/rules.ts";
import type { Method } from "../schema.ts";

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
export function describeRelease(frozen: Frozen, labels: Labels) {
  const { project, parameters } = frozen;
  const made = [...labels.byItem.values()];
  const counted = countedJudgments(frozen);
  const ordinary = counted.filter(({ itemNo }) => !frozen.gold.has(itemNo));
  const answers = frozenGoldAnswers(frozen);
  return {
    product: "assay",
    format: 1,
    project: { id: project.id, name: project.name, question: project.question },
    simulated_crowd: project.isSimulated,
    scale: project.levels.map(({ value, name, definition, gain }) => ({ value, name, definition, gain })),
    parameters,
    method: {
      name: parameters.method,
      confidence: isVote(parameters.method)
        ? "share of the weight behind the label"
        : "posterior probability",
      trust: "mean of the Beta posterior of being right on gold, uniform prior",
      gold: "keys are held to by models and give the trust of weighted votes",
      /** Not empty: the model was not believed and these are the trust-weighted vote's labels */
      alarms: labels.alarms,
    },
    qrels: {
      grades: parameters.grades,
      relevant_from: parameters.relevantFrom,
      query_ids: parameters.queryIds,
    },
    counts: {
      items: frozen.items.length - frozen.gold.size,
      labeled: made.filter((item) => item.label !== null).length,
      tied: made.filter((item) => item.tied).length,
      gold: frozen.gold.size,
      judgments: frozen.judgments.length,
      counted: ordinary.length,
      annotators: new Set(frozen.judgments.map((judgment) => judgment.annotatorNo)).size,
    },
    /** Over the items as they were before any were chosen by hand: parameters.selection says whether any were */
    agreement: agreementHeadline(
      toLabeling(judgmentsBeforeChoosing(frozen), project.levels.length).labeling,
      {
        seed: parameters.seed,
        firstRatings: parameters.firstJudgments,
        cuts: [0.667, 0.8],
      },
    ),
    gold_accuracy: goldAccuracy(answers),
    bench: benchMethods(counted, goldLevels(frozen), project.levels.length),
  };
}

function judgmentsBeforeChoosing(frozen: Frozen): CountedJudgment[] {
  return frozen.judgments.flatMap(({ itemNo, annotatorNo, level, wasBeforeChoosing }) =>
    wasBeforeChoosing && level !== null && !frozen.gold.has(itemNo) ? [{ itemNo, annotatorNo, level }] : [],
  );
}

/** The acceptable levels of every gold item, as they stood. */
export function goldLevels(frozen: Frozen): Map<number, number[]> {
  return new Map([...frozen.gold].map(([itemNo, key]) => [itemNo, key.levels]));
}

function isVote(method: Method): boolean {
  return method === "majority" || method === "trust-weighted" || method === "wawa";
}

function frozenGoldAnswers(frozen: Frozen) {
  return frozen.judgments.flatMap((judgment) => {
    const key = frozen.gold.get(judgment.itemNo);
    return key && judgment.isNewest && judgment.level !== null
      ? [{ annotatorNo: judgment.annotatorNo, label: judgment.level, acceptable: key.levels }]
      : [];
  });
}
