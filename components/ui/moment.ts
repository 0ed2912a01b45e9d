// When something happened, in words: how long ago below a day, else the date, in the time zone of whoever reads.

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "just now", "3 min ago", "5 h ago"; from a day on "Nov 27, 2026, 8:05 AM" */
export function momentInWords(at: Date, now: number, timeZone?: string): string {
  const age = now - at.getTime();
  if (age >= DAY_MS) return absolute(at, timeZone);
  if (age >= HOUR_MS) return `${Math.floor(age / HOUR_MS)} h ago`;
  return age >= MINUTE_MS ? `${Math.floor(age / MINUTE_MS)} min ago` : "just now";
}

/** "Nov 27, 2026, 8:05 AM" in a zone; without one in that of the machine it runs on. */
function absolute(at: Date, timeZone?: string): string {
  return at.toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short", timeZone });
}

/** "Nov 27, 2026, 8:05 AM GMT+1": the absolute time that names its zone. */
export function absoluteWithZone(at: Date, timeZone?: string): string {
  return at.toLocaleString("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  });
}
