import type { ByItem } from "./by-item.ts";

/** Somebody who gives one level at least this often … */
const ONE_NOTE = 0.9;
/** … and this many standard errors more often than the others do, says nothing of the items. */
const ERRORS = 2;

/**
 * Who gives nearly always the same level where others do not. Their votes agree with each other on every item, so a model
 * that rightly does not believe them looks as if it ignored clear votes: with three or four of ten people always at one low
 * level, sound models raised alarms in a tenth of the crowds.
 *
 * Where the level is common among the others, to give nothing else is no sign of carelessness.
 * The test is that of one proportion, normal approximation; the thresholds are ours.
 * @param index ratings by item: A annotators, K levels
 * @returns A flags, 1 for these people
 * @example of ten people who judge an even scale, one who always says 0 is found
 */
export function oneNotePeople({ annotators, levels, key }: ByItem): Uint8Array {
  const given = new Int32Array(annotators * levels);
  const all = new Int32Array(levels);
  for (let r = 0; r < key.length; r++) {
    given[key[r]] = given[key[r]] + 1;
    all[key[r] % levels] = all[key[r] % levels] + 1;
  }
  return Uint8Array.from({ length: annotators }, (_, a) =>
    isOneNote(given.subarray(a * levels, (a + 1) * levels), all, key.length) ? 1 : 0,
  );
}

/**
 * The ratings without those of some people.
 * @param index ratings by item: I items, A annotators @param isLeftOut A flags
 * @returns the same shape with fewer ratings; the index itself where nobody is left out
 */
export function withoutPeople(index: ByItem, isLeftOut: Uint8Array): ByItem {
  if (!isLeftOut.includes(1)) return index;
  const { items, levels, start, key } = index;
  const from = new Int32Array(items + 1);
  for (let i = 0; i < items; i++) {
    from[i + 1] = from[i];
    for (let r = start[i]; r < start[i + 1]; r++) {
      from[i + 1] = from[i + 1] + 1 - isLeftOut[Math.floor(key[r] / levels)];
    }
  }
  return { ...index, start: from, key: key.filter((cell) => isLeftOut[Math.floor(cell / levels)] === 0) };
}

/** @param own K counts of one person @param all K counts of everybody @param total their sum */
function isOneNote(own: Int32Array, all: Int32Array, total: number): boolean {
  const answers = own.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...own);
  if (answers === 0 || most < ONE_NOTE * answers) return false;
  const level = own.indexOf(most);
  const usual = (all[level] - most) / Math.max(1, total - answers);
  return most / answers - usual > ERRORS * Math.sqrt((usual * (1 - usual)) / answers);
}
