"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { WorkingClock } from "#components/judgment/timing/use-working-time.ts";
import { giveBackSoon, renewHeld } from "./server.ts";
import type { TabNews } from "./use-other-tabs.ts";

/** An open desk also notices in this interval that its texts changed: within a minute, including the round trip. */
const RENEW_MS = 45_000;
/** After this long without a sign of life the person is away, and their items may go to others. */
const AWAY_MS = 3 * 60_000;
/**
 * A tab that closes also gives back the items of this tab. Its message to this tab arrives before its request reaches
 * the server, so renewing waits this long.
 */
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

/**
 * Renews the held items while the person works and gives them back when the page closes. Returns what to call when
 * another tab closes.
 */
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
