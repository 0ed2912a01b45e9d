import type { Labeling } from "#lib/labeling.ts";
import { type AgreementHeadline, agreementHeadline } from "#lib/statistics/agreement/headline.ts";
import type { GoldTrials } from "#lib/statistics/trust/gold-trials.ts";

/** One judgment that counts, as stored: who said which level of which item, in the order received. */
export type CountedJudgment = { itemNo: number; annotatorNo: number; level: number };

/** The same with the item's query: items of a query are judged alike, so intervals ask for it. */
export type QueriedJudgment = CountedJudgment & { queryNo: number | null };

/** The sciences' view of a project's judgments, with the way back to the numbers people know. */
export type ProjectLabeling = {
  labeling: Labeling;
  /** Item number by dense index */
  itemNos: number[];
  /** Annotator number by dense index */
  annotatorNos: number[];
};

/** How ordinary items that have judgments were chosen by hand since they were judged, as numbers of items. */
export type Selection = {
  /** With a judgment that counts, or that counted until it was asked anew */
  judged: number;
  /** Of these, asked anew under another guideline */
  reopened: number;
  /** Of these, chosen for what people had answered */
  reopenedByAnswers: number;
  removed: number;
  /** Paused, by hand or because people could not judge them */
  paused: number;
};

/** Krippendorff's conventions for alpha (Content Analysis, 2004, p. 241): tentative conclusions from .667, reliable from .8. */
export const ALPHA_CUTS = [0.667, 0.8] as const;

/** Agreement, and what it is over. */
export type Agreement = {
  /** Over all items as they were before any were chosen */
  headline: AgreementHeadline;
  selection: Selection;
  /** Over what counts now, where that is another set and not one chosen for its answers */
  remaining: AgreementHeadline | null;
};

/** Whether what counts now is a selection. */
export function isChosen({ reopened, removed }: Selection): boolean {
  return removed > 0 || reopened > 0;
}

/** Whether items were chosen for what people had answered: then what is left, and what is answered anew, is biased. */
export function isByAnswers(selection: Selection): boolean {
  return isChosen(selection) && selection.reopenedByAnswers > 0;
}

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

/** Agreement over the first planned judgments of each item, its intervals by query. */
export function agreementOf(
  judgments: readonly QueriedJudgment[],
  levels: number,
  firstRatings: number,
): AgreementHeadline {
  const { labeling } = toLabeling(judgments, levels);
  const queries = new Map<number, number>();
  const queryOf = new Int32Array(labeling.items).fill(-1);
  judgments.forEach(({ queryNo }, at) => {
    if (queryNo !== null) queryOf[labeling.item[at] as number] = denseIndex(queries, queryNo);
  });
  return agreementHeadline(labeling, { queryOf, firstRatings, cuts: ALPHA_CUTS });
}

/** One answer on gold, and the levels that count as right there. */
export type GoldReply = { itemNo: number; annotatorNo: number; level: number; acceptable: readonly number[] };

/** The sciences' view of answers on gold. A gold item that accepts several levels is of the middle one, of two the lower. */
export function goldTrials(answers: readonly GoldReply[]): GoldTrials {
  const levelOf = ({ acceptable }: GoldReply) =>
    (acceptable.toSorted((a, b) => a - b)[(acceptable.length - 1) >> 1] as number) - 1;
  return {
    annotator: Int32Array.from(answers, ({ annotatorNo }) => annotatorNo),
    item: Int32Array.from(answers, ({ itemNo }) => itemNo),
    level: Uint8Array.from(answers, levelOf),
    right: Uint8Array.from(answers, ({ level, acceptable }) => (acceptable.includes(level) ? 1 : 0)),
  };
}

function denseIndex(seen: Map<number, number>, no: number): number {
  const known = seen.get(no);
  if (known !== undefined) return known;
  seen.set(no, seen.size);
  return seen.size - 1;
}
