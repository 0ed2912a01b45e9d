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
  const collected = collectLabeling(levels);
  collected.add(judgments);
  const { queryOf: _, ...known } = collected.end();
  return known;
}

/** A labeling with the query of each item, numbered from 0 on, -1 for none. */
type QueriedLabeling = ProjectLabeling & { queryOf: Int32Array };

type LabelingCollector = {
  add(judgments: readonly (CountedJudgment & { queryNo?: number | null })[]): void;
  end(): QueriedLabeling;
};

/** Makes a labeling of judgments that come some at a time. Each takes nine bytes, and nothing else of it is kept. */
export function collectLabeling(levels: number): LabelingCollector {
  const items = new Map<number, number>();
  const annotators = new Map<number, number>();
  const queries = new Map<number, number>();
  let [item, annotator, label] = [new Int32Array(1024), new Int32Array(1024), new Uint8Array(1024)];
  let queryOf = new Int32Array(1024).fill(-1);
  let count = 0;
  return {
    add(judgments) {
      for (const { itemNo, annotatorNo, level, queryNo = null } of judgments) {
        if (count === item.length) {
          item = grown(item, new Int32Array(2 * count));
          annotator = grown(annotator, new Int32Array(2 * count));
          label = grown(label, new Uint8Array(2 * count));
          // There are at most as many items as judgments.
          queryOf = grown(queryOf, new Int32Array(2 * count).fill(-1));
        }
        const at = denseIndex(items, itemNo);
        item[count] = at;
        annotator[count] = denseIndex(annotators, annotatorNo);
        label[count] = level - 1;
        if (queryNo !== null) queryOf[at] = denseIndex(queries, queryNo);
        count += 1;
      }
    },
    end: () => ({
      labeling: {
        ...{ items: items.size, annotators: annotators.size, levels },
        ...{ item: item.slice(0, count), annotator: annotator.slice(0, count), label: label.slice(0, count) },
      },
      itemNos: [...items.keys()],
      annotatorNos: [...annotators.keys()],
      queryOf: queryOf.slice(0, items.size),
    }),
  };
}

function grown<Numbers extends Int32Array | Uint8Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}

/** Agreement over the first planned judgments of each item, its intervals by query. */
export function agreementOf(
  judgments: readonly QueriedJudgment[],
  levels: number,
  firstRatings: number,
): AgreementHeadline {
  const collected = collectLabeling(levels);
  collected.add(judgments);
  return agreementOfLabeling(collected.end(), firstRatings);
}

/** The same of what was collected. */
export function agreementOfLabeling(
  { labeling, queryOf }: QueriedLabeling,
  firstRatings: number,
): AgreementHeadline {
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
