"use client";

import { useSyncExternalStore } from "react";
import { absoluteWithZone, MINUTE_MS, momentInWords } from "./moment.ts";

/** When something happened, for whoever reads: "3 min ago", with the absolute time in their own zone as its title. */
export function Time({ at }: { at: Date | string }) {
  const date = new Date(at);
  // The server does not know the reader's zone: it says UTC, the first drawing in the browser repeats it.
  const now = useSyncExternalStore(subscribe, minuteNow, noMinute);
  return (
    <time
      dateTime={date.toISOString()}
      title={now === null ? undefined : absoluteWithZone(date)}
      className="whitespace-nowrap"
    >
      {now === null ? absoluteWithZone(date, "UTC") : momentInWords(date, now)}
    </time>
  );
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

// One timer for all times of a page.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, MINUTE_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

// Whole minutes: React asks again and again and must get the same until there is news.
function minuteNow(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
}

function noMinute(): null {
  return null;
}
