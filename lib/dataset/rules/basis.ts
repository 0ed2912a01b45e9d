import { intoLabeling, type JudgmentColumns } from "#lib/agreement/rules.ts";
import type { Labeling } from "#lib/labeling.ts";
import { type GoldLabels, goldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { weightsOf } from "#lib/statistics/aggregation/peer-trust.ts";
import { type Opinions, opinionsOf } from "#lib/statistics/aggregation/pool/opinions.ts";

/** What labels are made from, the same for a page and for a version. */
export type LabelBasis = {
  /** The judgments that count, gold among them */
  judgments: JudgmentColumns;
  /** Everybody's current answers on the gold in `goldLevels`, also those that do not count: trust comes from them */
  goldAnswers: JudgmentColumns;
  /** The acceptable levels of all gold that is not in review */
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
  /** Of an item by its number; -1 without a judgment that counts and without an answer on gold */
  positionOf: (itemNo: number) => number;
  trust: VoteTrust;
  /** What each model says of every item; fitted when first asked for */
  opinions: () => Opinions;
};

/** Brings a basis into the form that all methods share. */
export function prepareBasis({ judgments, goldAnswers, goldLevels, levels }: LabelBasis): Prepared {
  const counted = judgments.itemNo.length;
  const together = intoLabeling(joined(judgments, goldAnswers), levels);
  const labeling = stretch(together.labeling, 0, counted);
  const answers = stretch(together.labeling, counted);
  const positionOf = placesOf(together.itemNos);
  const gold = goldLabels(labeling.items, goldByPosition(goldLevels, positionOf));
  const { source, trust } = weightsOf(labeling, gold, answers);
  const weighed = among(source === "gold" ? together.labeling : labeling);
  const byAnnotator = new Map(
    [...together.annotatorNos].flatMap((no, at) =>
      weighed[at] === 1 ? [[no, trust[at] ?? 0] as const] : [],
    ),
  );
  let fitted: Opinions | null = null;
  const opinions = () => {
    fitted ??= opinionsOf(labeling);
    return fitted;
  };
  return { labeling, gold, goldAnswers: answers, positionOf, trust: { source, byAnnotator }, opinions };
}

/** Flags of the annotators who gave a rating. */
function among({ annotators, annotator }: Labeling): Uint8Array {
  const flags = new Uint8Array(annotators);
  for (const a of annotator) flags[a] = 1;
  return flags;
}

function joined(first: JudgmentColumns, second: JudgmentColumns): JudgmentColumns {
  const length = first.itemNo.length + second.itemNo.length;
  const both = {
    itemNo: new Int32Array(length),
    annotatorNo: new Int32Array(length),
    level: new Uint8Array(length),
  };
  for (const [from, { itemNo, annotatorNo, level }] of [
    [0, first],
    [first.itemNo.length, second],
  ] as const) {
    both.itemNo.set(itemNo, from);
    both.annotatorNo.set(annotatorNo, from);
    both.level.set(level, from);
  }
  return both;
}

/** Some ratings that stand one after the other, without a copy; items, annotators and levels keep their numbers. */
function stretch(labeling: Labeling, from: number, to?: number): Labeling {
  return {
    ...labeling,
    item: labeling.item.subarray(from, to),
    annotator: labeling.annotator.subarray(from, to),
    label: labeling.label.subarray(from, to),
  };
}

function placesOf(itemNos: Int32Array): (itemNo: number) => number {
  let most = 0;
  for (const no of itemNos) if (no > most) most = no;
  const positions = new Int32Array(most + 1).fill(-1);
  for (let at = 0; at < itemNos.length; at++) positions[itemNos[at] as number] = at;
  return (itemNo) => positions[itemNo] ?? -1;
}

function* goldByPosition(
  goldLevels: LabelBasis["goldLevels"],
  positionOf: (itemNo: number) => number,
): Generator<readonly [number, readonly number[]]> {
  for (const [no, acceptable] of goldLevels) {
    const at = positionOf(no);
    if (at >= 0) yield [at, acceptable.map((level) => level - 1)];
  }
}
