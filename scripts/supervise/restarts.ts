const WINDOW_MS = 5 * 60_000;
const MOST = 3;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before starting again what ended by itself: half a second, doubled with every further end within
 * five minutes. Null: it ended more than three times in them, so that starting it again does not help.
 *
 * @param ends times of its ends in milliseconds, the newest last
 * @example waitBeforeRestart([0]) → 500; waitBeforeRestart([0, 1000]) → 1000; four ends in a minute → null
 */
export function waitBeforeRestart(ends: readonly number[]): number | null {
  const newest = ends.at(-1) ?? 0;
  const recent = ends.filter((end) => newest - end < WINDOW_MS).length;
  return recent > MOST ? null : FIRST_WAIT_MS * 2 ** Math.max(0, recent - 1);
}

/**
 * The same for what the site can do without for a while: after three ends it is started once a minute, for as long as it
 * takes.
 *
 * @example patientWait([0]) → 500; four ends in a minute → 60000
 */
export function patientWait(ends: readonly number[]): number {
  return waitBeforeRestart(ends) ?? LONGEST_WAIT_MS;
}
