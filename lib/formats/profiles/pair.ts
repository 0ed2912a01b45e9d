/** One judged pair of a version: a query, a document, and the grade that the version's map gives its label. */
export type JudgedPair = {
  /** Their ids as in qrels, without blanks and control characters */
  readonly query: string;
  readonly document: string;
  readonly queryText: string;
  /** The document's id as the source has it */
  readonly itemId: string;
  /** A whole number from 0; 0 is not relevant */
  readonly grade: number;
  readonly title: string;
  readonly text: string;
};

/** In order of the items: pairs of one query need not come one after the other. */
export type JudgedPairs = AsyncIterable<JudgedPair>;

/** What a file says of itself, and the highest grade of the version's map. */
export type AboutPairs = { readonly name: string; readonly topGrade: number };

/** The grade as a share of the highest one, 0..1. */
export function shareOfTop(grade: number, { topGrade }: AboutPairs): number {
  return topGrade === 0 ? 0 : grade / topGrade;
}

/** Text without line ends and control characters, for formats of lines. */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
