"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { answeredIn, delayAfter, type OutboxEntry } from "#components/judgment/outbox/outbox.ts";
import { MAX_HELD } from "#lib/judgment/schema.ts";
import { progressBy } from "./queue-steps.ts";
import { type Claimed, fetchItems } from "./server.ts";
import { FETCH, needsMore, type Session } from "./session.ts";

const PROGRESS_MS = 120_000;

/** How the last fetch ended, where it was not well. */
export type ClaimTrouble = "signed-out" | "gone" | "unreachable" | null;

type Claims = {
  projectId: string;
  session: Session;
  /** What waits to be sent; null until it was read */
  waiting: readonly OutboxEntry[] | null;
  onClaimed: (claimed: Claimed) => void;
  /** The server answered, after this many milliseconds */
  onFetched: (milliseconds: number) => void;
};

/** Fetches items ahead of the person, and waits longer each time a fetch brings nothing new. */
export function useClaims({ projectId, session, waiting, onClaimed, onFetched }: Claims) {
  const [trouble, setTrouble] = useState<ClaimTrouble>(null);
  const [tick, setTick] = useState(0);
  const state = useRef({ isFetching: false, fruitless: 0, nextAt: 0, progressAt: Number.NEGATIVE_INFINITY });
  const latest = useRef({ session, waiting });
  latest.current = { session, waiting };

  const fetchMore = useCallback(async () => {
    const run = state.current;
    const entries = latest.current.waiting;
    if (run.isFetching || entries === null) return;
    run.isFetching = true;
    // The server still lists items whose answers from an earlier visit are unsent. They must not be shown again.
    const unsent = answeredIn(entries);
    const wantsProgress = performance.now() - run.progressAt > PROGRESS_MS;
    const count = Math.min(MAX_HELD, FETCH + unsent.size);
    const start = performance.now();
    const claimed = await fetchItems(projectId, count, wantsProgress);
    run.isFetching = false;
    if (typeof claimed === "string") {
      setTrouble(claimed);
      run.fruitless += 1;
    } else {
      setTrouble(null);
      onFetched(performance.now() - start);
      if (wantsProgress) run.progressAt = performance.now();
      const held = claimed.held.filter(({ id }) => !unsent.has(id));
      run.fruitless = hasNew(held, latest.current.session) ? 0 : run.fruitless + 1;
      const progress = progressBy(claimed.progress, claimed.held.length - held.length);
      onClaimed({ ...claimed, held, progress });
    }
    const delay = run.fruitless === 0 ? 0 : delayAfter(run.fruitless, Math.random());
    run.nextAt = performance.now() + delay;
    setTimeout(() => setTick((count) => count + 1), delay);
  }, [projectId, onClaimed, onFetched]);

  const isLow = waiting !== null && needsMore(session) && trouble !== "gone";
  const isBare = session.queue.length === 0 && waiting?.length === 0;
  useEffect(() => {
    const again = () => {
      state.current.nextAt = 0;
      setTick((count) => count + 1);
    };
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  useEffect(() => {
    // All answers have reached the server, so it can now say why there are no items.
    if (isBare) state.current.nextAt = 0;
  }, [isBare]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tick, and an item less, are reasons to look again
  useEffect(() => {
    if (isLow && performance.now() >= state.current.nextAt) void fetchMore();
  }, [isLow, isBare, tick, session.queue.length, fetchMore]);

  return { trouble, lookAgain: fetchMore };
}

function hasNew(held: readonly { id: string }[], { queue, answered }: Session): boolean {
  const known = new Set(queue.map(({ id }) => id));
  return held.some(({ id }) => !known.has(id) && !answered.has(id));
}
