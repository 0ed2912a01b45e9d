"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import {
  delayAfter,
  type Message,
  type OutboxEntry,
  placeAfter,
  sendWaiting,
  withArriving,
} from "./outbox.ts";
import { openOutboxStore } from "./outbox-store.ts";
import { postMessage } from "./server.ts";

export type Link = "ok" | "offline" | "signed-out";

export type Outbox = {
  /** Everything of this person and project that the server does not have; null until it was read. */
  entries: readonly OutboxEntry[] | null;
  link: Link;
  push: (message: Message, about: string) => void;
  dismiss: (place: string) => void;
};

/** First on this device, then to the server, again and again until it has it. */
export function useOutbox(owner: string): Outbox {
  const [store] = useState(openOutboxStore);
  const [entries, setEntries] = useState<readonly OutboxEntry[] | null>(null);
  const [link, setLink] = useState<Link>("ok");
  const arriving = useRef(new Map<string, OutboxEntry>());
  const lastAt = useRef(0);
  const failures = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const flushing = useRef({ isRunning: false, isWanted: false });

  const refresh = useCallback(
    async () => setEntries(withArriving(await store.list(owner), arriving.current.values())),
    [store, owner],
  );

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const state = flushing.current;
    state.isWanted = true;
    if (state.isRunning) return;
    state.isRunning = true;
    let sending: Awaited<ReturnType<typeof sendWaiting>> = "sent";
    while (state.isWanted && sending === "sent") {
      state.isWanted = false;
      sending = await oneTabAtATime(owner, () => sendWaiting(owner, store, postMessage));
      await refresh();
    }
    state.isRunning = false;
    setLink(sending === "sent" ? "ok" : sending === "later" ? "offline" : "signed-out");
    failures.current = sending === "sent" ? 0 : failures.current + 1;
    if (sending === "later") {
      timer.current = setTimeout(() => void flush(), delayAfter(failures.current, Math.random()));
    }
  }, [owner, store, refresh]);

  useEffect(() => {
    void refresh().then(flush);
    const again = () => void flush();
    addEventListener("online", again);
    addEventListener("focus", again);
    return () => {
      clearTimeout(timer.current);
      removeEventListener("online", again);
      removeEventListener("focus", again);
    };
  }, [refresh, flush]);

  const push = useCallback(
    (message: Message, about: string) => {
      const { place, at } = placeAfter(owner, lastAt.current, Date.now());
      lastAt.current = at;
      const entry: OutboxEntry = { ...message, place, about, refusal: null };
      arriving.current.set(place, entry);
      setEntries((before) => withArriving(before ?? [], arriving.current.values()));
      void store.put(entry).then(() => {
        arriving.current.delete(place);
        return flush();
      });
    },
    [owner, store, flush],
  );
  const dismiss = useCallback((place: string) => void store.remove(place).then(refresh), [store, refresh]);
  return { entries, link, push, dismiss };
}

const busy = new Map<string, Promise<unknown>>();

// Two tabs share the outbox: only one sends at a time. Without TLS browsers have no locks; then each tab is alone.
function oneTabAtATime<T>(owner: string, body: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(`assay-outbox-${owner}`, body) as Promise<T>;
  const mine = (busy.get(owner) ?? Promise.resolve()).then(body);
  busy.set(
    owner,
    mine.catch(() => undefined),
  );
  return mine;
}
