// Ratings to measure on: every item five times on a scale of five, by different annotators, in random order.

import type { Labeling } from "#lib/labeling.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";

export const ANNOTATORS = 2000;
export const RATINGS_PER_ITEM = 5;
const LEVELS = 5;

/** Annotators err by a step now and then, one in ten guesses; the same seed gives the same ratings. */
export function simulateRatings(items: number, seed: number, annotators = ANNOTATORS): Labeling {
  const random = createRandom(seed);
  const ratings = items * RATINGS_PER_ITEM;
  const item = new Int32Array(ratings);
  const annotator = new Int32Array(ratings);
  const label = new Uint8Array(ratings);
  const guesses = Uint8Array.from({ length: annotators }, () => (random() < 0.1 ? 1 : 0));
  for (let i = 0; i < items; i++) {
    const truth = Math.floor(random() * LEVELS);
    const first = Math.floor(random() * annotators);
    const step = 1 + Math.floor(random() * (annotators / RATINGS_PER_ITEM - 1));
    for (let j = 0; j < RATINGS_PER_ITEM; j++) {
      const r = i * RATINGS_PER_ITEM + j;
      item[r] = i;
      annotator[r] = (first + j * step) % annotators;
      label[r] = guesses[annotator[r] as number] ? Math.floor(random() * LEVELS) : near(truth, random());
    }
  }
  shuffle(random, [item, annotator, label]);
  return { items, annotators, levels: LEVELS, item, annotator, label };
}

function near(truth: number, chance: number): number {
  const steps = chance < 0.65 ? 0 : chance < 0.8 ? -1 : chance < 0.95 ? 1 : 2;
  return Math.min(LEVELS - 1, Math.max(0, truth + steps));
}

/** Fisher and Yates' shuffle, the same for every column. */
function shuffle(random: () => number, columns: readonly (Int32Array | Uint8Array)[]): void {
  for (let r = (columns[0]?.length ?? 0) - 1; r > 0; r--) {
    const other = Math.floor(random() * (r + 1));
    for (const column of columns) {
      const kept = column[r] as number;
      column[r] = column[other] as number;
      column[other] = kept;
    }
  }
}
