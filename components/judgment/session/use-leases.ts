"use client";

import { type RefObject, useEffect } from "react";
import type { WorkingClock } from "#components/judgment/timing/use-working-time.ts";
import { giveBackSoon, renewHeld } from "./server.ts";

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
};

/** What is held stays ours while we work, and is given back when we go. */
export function useLeases({ projectId, ids, clock, onScreen, onReturn }: Leases): void {
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
    const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`assay-${projectId}`);
    if (tabs) tabs.onmessage = () => setTimeout(renew, AFTER_OTHER_TAB_MS);
    const leave = () => {
      giveBackSoon(projectId, ids.current);
      tabs?.postMessage("left");
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
      tabs?.close();
      clearInterval(timer);
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", comeBack);
      removeEventListener("keydown", sign);
      removeEventListener("pointermove", sign);
    };
  }, [projectId, ids, clock, onScreen, onReturn]);
}
