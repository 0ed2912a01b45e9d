/** What reopening does, in numbers. */
export type Reopened = {
  /** Items that want judgments again */
  items: number;
  /** Judgments that are kept and count no more */
  judgments: number;
};

/** The same before it is done. */
export type ReopeningPlan = Reopened & {
  /** Who gave these judgments, and may be asked again */
  people: number;
};

/** What reopening can be about. */
export type ReopeningFacts = {
  /** The newest version of the guideline; 0 where there is none */
  newest: number;
  /** Versions before it under which judgments were made that count now, the newest first */
  earlier: readonly { readonly version: number; readonly judgments: number }[];
};

/** Whether there is a judgment that could be asked for again. */
export function canReopen({ earlier }: ReopeningFacts): boolean {
  return earlier.length > 0;
}
