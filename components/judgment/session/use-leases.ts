"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { WorkingClock } from "#components/judgment/timing/use-working-time.ts";
import { giveBackSoon, renewHeld } from "./server.ts";
import type { TabNews } from "./use-other-tabs.ts";

/** So often, too, an open desk learns that its texts changed: within a minute, the round trip included. */
const RENEW_MS = 45_000;
/** Somebody who gave no sign of life for this long is away: what they hold may go to others. */
const AWAY_MS = 3 * 60_000;
/** Another tab that goes gives back what this one holds too; its message comes before its request is done. */
const AFTER_OTHER_TAB_MS = 3_000;

type Leases = {
  projectId: string;
  /** What is held and not answered */
  ids: RefObject<readonly string[]>;
  clock: WorkingClock;
  /** The server named the state of what stands around the items */
  onScreen: (digest: string) => void;
  /** Asks the server what is still ours */
  onReturn: () => void;
  tell: (news: TabNews) => void;
};

/** What is held stays ours while we work, and is given back when we go. Returns what is to be done when another tab goes. */
export function useLeases({ projectId, ids, clock, onScreen, onReturn, tell }: Leases): () => void {
  const renewNow = useRef<() => unknown>(() => {});
  useEffect(() => {
    let isAway = false;
    const renew = async () => {
      isAway = clock.idle() > AWAY_MS;
      if (isAway || ids.current.length === 0) return;
      const digest = await renewHeld(projectId);
      if (digest !== null) onScreen(digest);
    };
    const sign = () => {
      if (isAway) onReturn();
      isAway = false;
    };
    renewNow.current = renew;
    const leave = () => {
      giveBackSoon(projectId, ids.current);
      tell({ kind: "left" });
    };
    const comeBack = (event: PageTransitionEvent) => event.persisted && onReturn();
    const timer = setInterval(renew, RENEW_MS);
    addEventListener("pagehide", leave);
    addEventListener("pageshow", comeBack);
    addEventListener("keydown", sign);
    addEventListener("pointermove", sign);
    return () => {
      // The person went to another page of Assay.
      leave();
      clearInterval(timer);
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", comeBack);
      removeEventListener("keydown", sign);
      removeEventListener("pointermove", sign);
    };
  }, [projectId, ids, clock, onScreen, onReturn, tell]);
  return useCallback(() => void setTimeout(() => renewNow.current(), AFTER_OTHER_TAB_MS), []);
}
