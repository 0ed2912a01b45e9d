import { type CountedJudgment, toLabeling } from "#lib/agreement/rules.ts";
import { keepRatings, type Labeling } from "#lib/labeling.ts";
import { type GoldLabels, goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { weightsOf } from "#lib/statistics/aggregation/peer-trust.ts";
import { type Opinions, opinionsOf } from "#lib/statistics/aggregation/pool/opinions.ts";

/** What labels are made from, the same for a page and for a version. */
export type LabelBasis = {
  /** The judgments that count, gold among them */
  judgments: readonly CountedJudgment[];
  /** Everybody's current answers on the gold in `goldLevels`, also those that do not count: trust comes from them */
  goldAnswers: readonly CountedJudgment[];
  /** The acceptable levels of every gold that nobody doubts */
  goldLevels: ReadonlyMap<number, readonly number[]>;
  levels: number;
};

export type VoteTrust = {
  /** Where the weights of the votes come from */
  source: "gold" | "agreement";
  /** The weight of everybody's vote, by annotator number, 0..1 */
  byAnnotator: ReadonlyMap<number, number>;
};

/** A basis as the methods read it. */
export type Prepared = {
  labeling: Labeling;
  gold: GoldLabels;
  /** Over the same items and annotators, so that trust and votes speak of the same people */
  goldAnswers: Labeling;
  /** Of an item by its number */
  positionOf: ReadonlyMap<number, number>;
  trust: VoteTrust;
  /** What each model says of every item; fitted when first asked for */
  opinions: () => Opinions;
};

/** Brings a basis into the form that all methods share. */
export function prepareBasis({ judgments, goldAnswers, goldLevels, levels }: LabelBasis): Prepared {
  const together = toLabeling([...judgments, ...goldAnswers], levels);
  const { itemNos, annotatorNos } = together;
  const isCounted = Uint8Array.from(together.labeling.item, (_, at) => (at < judgments.length ? 1 : 0));
  const labeling = keepRatings(together.labeling, isCounted);
  const answers = keepRatings(
    together.labeling,
    isCounted.map((flag) => 1 - flag),
  );
  const gold = goldLabels(
    labeling.items,
    itemNos.flatMap((no, at) => {
      const acceptable = goldLevels.get(no);
      return acceptable ? [[at, acceptable.map((level) => level - 1)] as const] : [];
    }),
  );
  const { source, trust } = weightsOf(labeling, gold, answers);
  const weighed = new Set(source === "gold" ? together.labeling.annotator : labeling.annotator);
  const byAnnotator = new Map(
    annotatorNos.flatMap((no, at) => (weighed.has(at) ? [[no, trust[at] ?? 0] as const] : [])),
  );
  let fitted: Opinions | null = null;
  const opinions = () => {
    fitted ??= opinionsOf(labeling);
    return fitted;
  };
  const positionOf = new Map(itemNos.map((no, at) => [no, at]));
  return { labeling, gold, goldAnswers: answers, positionOf, trust: { source, byAnnotator }, opinions };
}
