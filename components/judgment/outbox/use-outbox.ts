"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type TabNews, useOtherTabs } from "#components/judgment/session/use-other-tabs.ts";
import { useLeaveGuard } from "#components/ui/draft/use-leave-guard.ts";
import {
  delayAfter,
  isFinal,
  type Message,
  type OutboxEntry,
  type Post,
  positionAfter,
  postMessage,
  type Refusal,
  refusalOf,
  type Sending,
  sendWaiting,
  withArriving,
} from "./outbox.ts";
import { openOutboxStore } from "./outbox-store.ts";

type Link = "ok" | "offline" | "signed-out";

export type Outbox = {
  /** Everything of this person and project that the server does not have; null until it was read. */
  entries: readonly OutboxEntry[] | null;
  /** Whether what waits would survive a reload */
  isKept: boolean;
  link: Link;
  push: (message: Message, about: string) => void;
  dismiss: (position: string) => void;
  /** Tells the other tabs of this person and project */
  tell: (news: TabNews) => void;
};

type OutboxEvents = {
  /** The server answered a message, after this many milliseconds */
  onArrived?: (message: Message, milliseconds: number) => void;
  /** The server refused a message */
  onRefused?: (message: Message, refusal: Refusal) => void;
  /** Something happened in another tab */
  onElsewhere?: (news: TabNews) => void;
};

const NO_EVENTS: OutboxEvents = {};

/** First on this device, then to the server, again and again until it has it. */
export function useOutbox(owner: string, events: OutboxEvents = NO_EVENTS): Outbox {
  const [store] = useState(openOutboxStore);
  const [entries, setEntries] = useState<readonly OutboxEntry[] | null>(null);
  const [isKept, setIsKept] = useState(true);
  const arriving = useRef(new Map<string, OutboxEntry>());
  const lastAt = useRef(0);
  const latest = useRef(events);
  latest.current = events;

  const refresh = useCallback(
    async () => setEntries(withArriving(await store.list(owner), arriving.current.values())),
    [store, owner],
  );
  const tell = useOtherTabs(owner, (news) => {
    void refresh();
    latest.current.onElsewhere?.(news);
  });
  const send = useCallback(async () => {
    const sending = await oneTabAtATime(owner, () => sendWaiting(owner, store, timedPost(latest)));
    await refresh();
    tell({ kind: "outbox" });
    return sending;
  }, [owner, store, refresh, tell]);
  const { link, flush } = useSending(send);
  useEffect(() => void refresh().then(flush), [refresh, flush]);
  useLeaveGuard(() => arriving.current.size > 0 || (!isKept && (entries ?? []).length > 0));

  const push = useCallback(
    (message: Message, about: string) => {
      const { position, at } = positionAfter(owner, lastAt.current, Date.now());
      lastAt.current = at;
      const entry: OutboxEntry = { ...message, position, about, refusal: null };
      arriving.current.set(position, entry);
      setEntries((before) => withArriving(before ?? [], arriving.current.values()));
      tell({ kind: message.kind, assignmentId: message.body.assignmentId });
      void store.put(entry).then((isSafe) => {
        arriving.current.delete(position);
        setIsKept(isSafe);
        tell({ kind: "outbox" });
        return flush();
      });
    },
    [owner, store, flush, tell],
  );
  const dismiss = useCallback(
    (position: string) => void store.remove(position).then(refresh),
    [store, refresh],
  );
  return { entries, isKept, link, push, dismiss, tell };
}

/** One round of sending after the other; after a failure again, later each time, and at every sign of a connection. */
function useSending(send: () => Promise<Sending>): { link: Link; flush: () => Promise<void> } {
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

function timedPost(events: { current: OutboxEvents }): Post {
  return async (kind, body) => {
    const start = performance.now();
    const answer = await postMessage(kind, body);
    const message = { kind, body } as Message;
    if (answer.status === 200) events.current.onArrived?.(message, performance.now() - start);
    const refusal = isFinal(answer) ? refusalOf(answer) : null;
    if (refusal !== null) events.current.onRefused?.(message, refusal);
    return answer;
  };
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
