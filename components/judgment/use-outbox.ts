"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { delayAfter, type Message, type OutboxEntry, placeAfter, sendWaiting } from "./outbox.ts";
import { openOutboxStore } from "./outbox-store.ts";
import { postMessage } from "./server.ts";

export type Link = "ok" | "offline" | "signed-out";

export type Outbox = {
  /** Everything of this person and project that the server does not have; null until it was read. */
  entries: readonly OutboxEntry[] | null;
  link: Link;
  push: (message: Message) => void;
  dismiss: (place: string) => void;
};

/** First on this device, then to the server, again and again until it has it. */
export function useOutbox(owner: string): Outbox {
  const [store] = useState(openOutboxStore);
  const [entries, setEntries] = useState<readonly OutboxEntry[] | null>(null);
  const [link, setLink] = useState<Link>("ok");
  const lastAt = useRef(0);
  const failures = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const refresh = useCallback(async () => setEntries(await store.list(owner)), [store, owner]);

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const sending = await oneTabAtATime(owner, () => sendWaiting(owner, store, postMessage));
    await refresh();
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
    (message: Message) => {
      const { place, at } = placeAfter(owner, lastAt.current, Date.now());
      lastAt.current = at;
      const entry = { ...message, place, refusal: null };
      setEntries((before) => [...(before ?? []), entry]);
      void store.put(entry).then(flush);
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
