/** The fewest trusted people who must agree, with nobody disagreeing, before an item can become gold. */
export const ENOUGH_TRUSTED = 3;

/** An ordinary item that could be gold: everybody who judged it says the same, and enough of them are trusted. */
export type GoldCandidate = {
  itemNo: number;
  externalId: string;
  query: string | null;
  title: string;
  /** The level that everybody gave, and that would be accepted */
  level: number;
  judgments: number;
  trusted: number;
};

/**
 * The candidates that help most first: those at levels that few golds accept, then those that most trusted people agree
 * on. Level by level in turn, so that promoting from the top keeps the bank even.
 * @param coverage golds that accept each level 1..K, in level order
 */
export function rankCandidates(
  candidates: readonly GoldCandidate[],
  coverage: readonly number[],
): GoldCandidate[] {
  const has = [...coverage];
  const waiting = Map.groupBy(
    [...candidates].sort((a, b) => b.trusted - a.trusted || a.itemNo - b.itemNo),
    ({ level }) => level,
  );
  const ranked: GoldCandidate[] = [];
  while (ranked.length < candidates.length) {
    const levels = [...waiting.keys()].filter((level) => (waiting.get(level) ?? []).length > 0).sort();
    const fewest = levels.reduce((best, level) =>
      (has[level - 1] ?? 0) < (has[best - 1] ?? 0) ? level : best,
    );
    ranked.push(...(waiting.get(fewest)?.splice(0, 1) ?? []));
    has[fewest - 1] = (has[fewest - 1] ?? 0) + 1;
  }
  return ranked;
}
