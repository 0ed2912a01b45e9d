export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How long the simulated crowd has worked. */
export const DAYS = 9;

/** When what stands before the judgments was done, and when the last judgment is given. */
export type Calendar = Readonly<
  Record<"created" | "guideline" | "imported" | "invited" | "launched" | "last", Date>
>;

/** The demo is set up the day before its launch, and its crowd stopped a short while ago. */
export function calendarOf(now: Date): Calendar {
  const last = now.getTime() - 20 * MINUTE_MS;
  // Two hours earlier than the first of the days, because the first judgments scatter around its beginning.
  const launched = last - DAYS * DAY_MS - 2 * HOUR_MS;
  const beforeLaunch = (hours: number) => new Date(launched - hours * HOUR_MS);
  return {
    created: beforeLaunch(26),
    guideline: beforeLaunch(25),
    imported: beforeLaunch(24),
    invited: beforeLaunch(2),
    launched: new Date(launched),
    last: new Date(last),
  };
}
