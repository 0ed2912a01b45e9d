import type { Labeling } from "#lib/labeling.ts";
import { type AgreementHeadline, agreementHeadline } from "#lib/statistics/agreement/headline.ts";
import type { GoldTrials } from "#lib/statistics/trust/gold-trials.ts";

/** One judgment that counts, as stored: who said which level of which item, in the order received. */
export type CountedJudgment = { itemNo: number; annotatorNo: number; level: number };

/** The same with the item's query: items of a query are judged alike, so intervals ask for it. */
export type QueriedJudgment = CountedJudgment & { queryNo: number | null };

/**
 * Judgments as columns, entry r of each of judgment r, in the order received: nine bytes each, where an object takes ten times
 * as many.
 */
export type JudgmentColumns = {
  readonly itemNo: Int32Array;
  readonly annotatorNo: Int32Array;
  /** From 1 */
  readonly level: Uint8Array;
};

/** The same with the item's query, 0 for none. */
export type QueriedColumns = JudgmentColumns & { readonly queryNo: Int32Array };

export function columnsOf(judgments: readonly CountedJudgment[]): JudgmentColumns {
  return {
    itemNo: Int32Array.from(judgments, ({ itemNo }) => itemNo),
    annotatorNo: Int32Array.from(judgments, ({ annotatorNo }) => annotatorNo),
    level: Uint8Array.from(judgments, ({ level }) => level),
  };
}

/** The sciences' view of a project's judgments, with the way back to the numbers people know. */
export type ProjectLabeling<Nos = number[]> = {
  labeling: Labeling;
  /** Item number by dense index */
  itemNos: Nos;
  /** Annotator number by dense index */
  annotatorNos: Nos;
};

/** How ordinary items that have judgments were chosen by hand since they were judged, as numbers of items. */
export type Selection = {
  /** With a judgment that counts, or that counted until it was asked again */
  judged: number;
  /** Of these, asked again under another guideline */
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

/** Whether items were chosen for what people had answered: then what is left, and what is answered again, is biased. */
export function isByAnswers(selection: Selection): boolean {
  return isChosen(selection) && selection.reopenedByAnswers > 0;
}

/** Dense integers for the sciences, in the order in which numbers first come; the order of the judgments is kept. */
export function toLabeling(judgments: readonly CountedJudgment[], levels: number): ProjectLabeling {
  const { labeling, itemNos, annotatorNos } = labelingOf(columnsOf(judgments), levels);
  return { labeling, itemNos: [...itemNos], annotatorNos: [...annotatorNos] };
}

/** The same of columns. */
export function labelingOf(judgments: JudgmentColumns, levels: number): ProjectLabeling<Int32Array> {
  const { itemNo, annotatorNo, level } = judgments;
  return intoLabeling(
    { itemNo: itemNo.slice(), annotatorNo: annotatorNo.slice(), level: level.slice() },
    levels,
  );
}

/** The same, in the place of the columns: they are the labeling's afterwards, and hold no judgments any more. */
export function intoLabeling(
  { itemNo, annotatorNo, level }: JudgmentColumns,
  levels: number,
): ProjectLabeling<Int32Array> {
  const itemNos = makeDense(itemNo);
  const annotatorNos = makeDense(annotatorNo);
  for (let r = 0; r < level.length; r++) level[r] = (level[r] as number) - 1;
  return {
    labeling: {
      ...{ items: itemNos.length, annotators: annotatorNos.length, levels },
      ...{ item: itemNo, annotator: annotatorNo, label: level },
    },
    ...{ itemNos, annotatorNos },
  };
}

type JudgmentCollector = {
  add(judgments: readonly (CountedJudgment & { queryNo?: number | null })[]): void;
  end(): QueriedColumns;
};

/** Makes columns of judgments that come some at a time. Each takes thirteen bytes, and nothing else of it is kept. */
export function collectJudgments(): JudgmentCollector {
  let [itemNo, annotatorNo, queryNo] = [new Int32Array(1024), new Int32Array(1024), new Int32Array(1024)];
  let level = new Uint8Array(1024);
  let count = 0;
  return {
    add(judgments) {
      for (const judgment of judgments) {
        if (count === itemNo.length) {
          itemNo = grown(itemNo, new Int32Array(2 * count));
          annotatorNo = grown(annotatorNo, new Int32Array(2 * count));
          queryNo = grown(queryNo, new Int32Array(2 * count));
          level = grown(level, new Uint8Array(2 * count));
        }
        itemNo[count] = judgment.itemNo;
        annotatorNo[count] = judgment.annotatorNo;
        queryNo[count] = judgment.queryNo ?? 0;
        level[count] = judgment.level;
        count += 1;
      }
    },
    end: () => ({
      ...{ itemNo: itemNo.slice(0, count), annotatorNo: annotatorNo.slice(0, count) },
      ...{ level: level.slice(0, count), queryNo: queryNo.slice(0, count) },
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
  const queryNo = Int32Array.from(judgments, (judgment) => judgment.queryNo ?? 0);
  return agreementOfColumns({ ...columnsOf(judgments), queryNo }, levels, firstRatings);
}

/** The same of columns, which are written over. */
export function agreementOfColumns(
  judgments: QueriedColumns,
  levels: number,
  firstRatings: number,
): AgreementHeadline {
  const { labeling } = intoLabeling(judgments, levels);
  // Numbers of queries are counted within their project, so they need not be made dense.
  const queryOf = new Int32Array(labeling.items).fill(-1);
  for (let r = 0; r < labeling.item.length; r++) {
    const queryNo = judgments.queryNo[r] as number;
    if (queryNo !== 0) queryOf[labeling.item[r] as number] = queryNo;
  }
  return agreementHeadline(labeling, { queryOf, firstRatings, cuts: ALPHA_CUTS });
}

/** One answer on gold, and the levels that count as right there. */
export type GoldReply = { itemNo: number; annotatorNo: number; level: number; acceptable: readonly number[] };

/** The sciences' view of answers on gold. A gold item that accepts several levels is of the middle one, of two the lower. */
export function goldTrials(answers: readonly GoldReply[]): GoldTrials {
  return goldTrialsOf(columnsOf(answers), (r) => answers[r]?.acceptable ?? []);
}

/** The same of columns. @param acceptable the levels that count as right for answer r */
export function goldTrialsOf(
  { itemNo, annotatorNo, level }: JudgmentColumns,
  acceptable: (r: number) => readonly number[],
): GoldTrials {
  return {
    annotator: annotatorNo,
    item: itemNo,
    level: level.map((_, r) => middleOf(acceptable(r)) - 1),
    right: level.map((given, r) => (acceptable(r).includes(given) ? 1 : 0)),
  };
}

function middleOf(levels: readonly number[]): number {
  return levels.toSorted((a, b) => a - b)[(levels.length - 1) >> 1] as number;
}

/**
 * Writes numbers from 0 on in place of numbers that people know, in the order in which these first come, and returns these. They
 * are counted within their project, so a table by number costs little, and much less than a map.
 */
function makeDense(nos: Int32Array): Int32Array {
  let most = -1;
  for (const no of nos) if (no > most) most = no;
  const positions = new Int32Array(most + 1);
  let known = 0;
  for (let r = 0; r < nos.length; r++) {
    const no = nos[r] as number;
    if (positions[no] === 0) positions[no] = ++known;
    nos[r] = (positions[no] as number) - 1;
  }
  const found = new Int32Array(known);
  for (let no = 0; no <= most; no++) if (positions[no] !== 0) found[(positions[no] as number) - 1] = no;
  return found;
}
