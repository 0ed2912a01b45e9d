/** Without a sign of life for this long the person is not at it. */
export const IDLE_MS = 30_000;

/** Milliseconds that somebody spent on the item on screen, pauses cut to half a minute each. */
export type WorkingTime = { spent: number; since: number };

export function startWork(now: number): WorkingTime {
  return { spent: 0, since: now };
}

/** A key, a move, a scroll: the time since the last sign of life counts, up to the idle limit. */
export function noteActivity(time: WorkingTime, now: number): WorkingTime {
  return { spent: spentUntil(time, now), since: now };
}

/** The page was away from `time.since` until now: nothing of that counts. */
export function noteReturn(time: WorkingTime, now: number): WorkingTime {
  return { ...time, since: now };
}

export function spentUntil(time: WorkingTime, now: number): number {
  return time.spent + Math.min(Math.max(0, now - time.since), IDLE_MS);
}
