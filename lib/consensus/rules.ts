import type { Labeling } from "#lib/labeling.ts";

/** One judgment that counts, as stored: who said which level of which item, in assignment order. */
export type CountedJudgment = { itemNo: number; annotatorNo: number; level: number };

/** The sciences' view of a project's judgments, with the way back to the numbers people know. */
export type ProjectLabeling = {
  labeling: Labeling;
  /** Item number by dense index */
  itemNos: number[];
  /** Annotator number by dense index */
  annotatorNos: number[];
};

/** Dense integers for the sciences; the order of the judgments is kept. */
export function toLabeling(judgments: readonly CountedJudgment[], levels: number): ProjectLabeling {
  const items = new Map<number, number>();
  const annotators = new Map<number, number>();
  const item = new Int32Array(judgments.length);
  const annotator = new Int32Array(judgments.length);
  const label = new Uint8Array(judgments.length);
  judgments.forEach((judgment, at) => {
    item[at] = denseIndex(items, judgment.itemNo);
    annotator[at] = denseIndex(annotators, judgment.annotatorNo);
    label[at] = judgment.level - 1;
  });
  return {
    labeling: { items: items.size, annotators: annotators.size, levels, item, annotator, label },
    itemNos: [...items.keys()],
    annotatorNos: [...annotators.keys()],
  };
}

function denseIndex(seen: Map<number, number>, no: number): number {
  const known = seen.get(no);
  if (known !== undefined) return known;
  seen.set(no, seen.size);
  return seen.size - 1;
}
