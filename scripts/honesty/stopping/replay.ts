// Judgments that were all given are taken again in random order, a fixed number for every item or as many as the stop rule asks for.
import { decideItem, fitCrowd, type Stopping } from "#lib/consensus/rules.ts";
import { groupRatings, type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { aggregate } from "#lib/statistics/aggregation/aggregate.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";
import type { RatedSet } from "../sets.ts";

/** The product's defaults, without the audited share: those items are judged to the full number to measure the rule. */
export const STOPPING: Stopping = {
  ...{ version: 1, least: 2, most: 5, confidence: 0.8, expectedError: 0.1, auditShare: 0 },
};

/** By item, summed over replays: how often its label was right, and the judgments it took. */
export type Took = { readonly right: Float64Array; readonly judgments: Float64Array };

export type Replay = {
  /** For 1, 2, … judgments an item */
  readonly fixed: readonly Took[];
  readonly adaptive: Took;
};

type Order = readonly number[];

/** @param draws how often the order of the judgments is drawn */
export function replay({ labeling, truth }: RatedSet, draws: number, random: Random): Replay {
  const none = (): Took => ({
    right: new Float64Array(labeling.items),
    judgments: new Float64Array(labeling.items),
  });
  const fixed = Array.from({ length: STOPPING.most }, none);
  const adaptive = none();
  for (let draw = 0; draw < draws; draw++) {
    const orders = drawOrders(labeling, random);
    fixed.forEach((took, at) => {
      add(
        took,
        firstOf(
          labeling,
          orders,
          orders.map(() => at + 1),
        ),
        truth,
      );
    });
    add(adaptive, firstOf(labeling, orders, stopAll(labeling, orders)), truth);
  }
  return { fixed, adaptive };
}

/** By item, the places of its judgments in random order, at most as many as the rule may ask for. */
function drawOrders({ item, items }: Labeling, random: Random): Order[] {
  const { start, rating } = groupRatings(item, items);
  return Array.from({ length: items }, (_, i) =>
    [...rating.subarray(start[i], start[i + 1])]
      .map((r) => ({ r, key: random() }))
      .sort((one, other) => one.key - other.key)
      .slice(0, STOPPING.most)
      .map(({ r }) => r),
  );
}

function firstOf(labeling: Labeling, orders: readonly Order[], given: readonly number[]): Labeling {
  const triples = orders.flatMap((order, i) =>
    order
      .slice(0, given[i])
      .map((r): [number, number, number] => [i, labeling.annotator[r] ?? 0, labeling.label[r] ?? 0]),
  );
  return labelingFromTriples(labeling, triples);
}

/** How many judgments each item gets: the crowd is fitted again after every round. */
function stopAll(labeling: Labeling, orders: readonly Order[]): number[] {
  const given = orders.map(({ length }) => Math.min(length, STOPPING.least));
  const open = new Set(orders.keys());
  while (open.size > 0) {
    const { item, annotator, label } = firstOf(labeling, orders, given);
    const judgments = [...item].map((itemNo, r) => ({
      ...{ itemNo, annotatorNo: annotator[r] ?? 0, level: 1 + (label[r] ?? 0) },
    }));
    const answers = Map.groupBy(judgments, ({ itemNo }) => itemNo);
    const model = fitCrowd(judgments, labeling.levels, 1);
    for (const itemNo of [...open]) {
      const own = (answers.get(itemNo) ?? []).map(({ annotatorNo, level }) => [annotatorNo, level] as const);
      const { isDone } = decideItem({ itemNo, rev: 1, chance: 0.5, answers: own }, model, STOPPING);
      if (isDone || own.length === orders[itemNo]?.length) open.delete(itemNo);
      else given[itemNo] = own.length + 1;
    }
  }
  return given;
}

/** Labels by the default rule, as a version would have them. */
function add({ right, judgments }: Took, labeling: Labeling, truth: Int32Array): void {
  const { label } = aggregate(labeling);
  for (const i of labeling.item) judgments[i] = (judgments[i] ?? 0) + 1;
  truth.forEach((bits, i) => {
    right[i] = (right[i] ?? 0) + (((label[i] ?? -1) >= 0 ? bits >> (label[i] ?? 0) : 0) & 1);
  });
}
