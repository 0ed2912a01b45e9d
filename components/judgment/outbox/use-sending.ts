"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { delayAfter, type Sending } from "./outbox.ts";

export type Link = "ok" | "offline" | "signed-out";

type Send = () => Promise<Sending>;

/** One round of sending after the other; after a failure again, later each time, and at every sign of a connection. */
export function useSending(send: Send): { link: Link; flush: () => Promise<void> } {
  const [link, setLink] = useState<Link>("ok");
  const run = useRef({ isRunning: false, isWanted: false, failures: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const state = run.current;
    state.isWanted = true;
    if (state.isRunning) return;
    state.isRunning = true;
    let sending: Sending = "sent";
    while (state.isWanted && sending === "sent") {
      state.isWanted = false;
      sending = await send();
    }
    state.isRunning = false;
    setLink(sending === "sent" ? "ok" : sending === "later" ? "offline" : "signed-out");
    state.failures = sending === "sent" ? 0 : state.failures + 1;
    if (sending === "later") {
      timer.current = setTimeout(() => void flush(), delayAfter(state.failures, Math.random()));
    }
  }, [send]);
  useEffect(() => {
    const again = () => void flush();
    addEventListener("online", again);
    addEventListener("focus", again);
    return () => {
      clearTimeout(timer.current);
      removeEventListener("online", again);
      removeEventListener("focus", again);
    };
  }, [flush]);
  return { link, flush };
}
