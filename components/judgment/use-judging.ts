"use client";

import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { answeredIn, newKey } from "./outbox.ts";
import { fetchItems, giveBackSoon, renewHeld } from "./server.ts";
import { type Answer, advance, FETCH, needsMore, type Session, startSession } from "./session.ts";
import { type Outbox, useOutbox } from "./use-outbox.ts";
import { useWorkingTime } from "./use-working-time.ts";

const RENEW_MS = 60_000;
const AGAIN_MS = 3_000;
const MOST_HELD = 20;
/** A second press this soon after the last paint was meant for the item before. */
const GUARD_MS = 150;

export type Judging = {
  session: Session;
  outbox: Outbox;
  isSignedOut: boolean;
  answer: (answer: Answer) => void;
  undo: () => void;
  select: (level: number | null) => void;
  lookAgain: () => void;
};

/** Everything between the person and the server: fetch ahead, answer at once, send in the background. */
export function useJudging(projectId: string, owner: string, guidelineVersion: number): Judging {
  const outbox = useOutbox(owner);
  const [session, dispatch] = useReducer(advance, outbox.entries, () => startSession([]));
  const [isSignedOut, setIsSignedOut] = useState(false);
  const [again, setAgain] = useState(0);
  const isFetching = useRef(false);
  const current = session.queue[0];
  const time = useWorkingTime(current?.id);
  const pending = outbox.entries;
  const isRead = pending !== null;
  const wanted = Math.min(MOST_HELD, FETCH + (pending?.length ?? 0));
  const unsent = useRef<ReadonlySet<string>>(new Set());
  unsent.current = pending === null ? new Set() : answeredIn(pending);

  const fetchMore = useCallback(async () => {
    if (isFetching.current) return;
    isFetching.current = true;
    // Answers of an earlier visit that wait to be sent are still held, and must not be shown again.
    const before = unsent.current;
    const claimed = await fetchItems(projectId, wanted);
    isFetching.current = false;
    setIsSignedOut(claimed === "signed-out");
    if (claimed !== null && claimed !== "signed-out") {
      const held = claimed.held.filter(({ id }) => !before.has(id));
      dispatch({ kind: "claimed", ...claimed, held });
    }
    setTimeout(() => setAgain((count) => count + 1), AGAIN_MS);
  }, [projectId, wanted]);

  const isLow = isRead && needsMore(session);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` and the queue's length are the reasons to ask anew
  useEffect(() => {
    if (isLow) void fetchMore();
  }, [isLow, again, session.queue.length]);

  useLeaving(projectId, session);

  const answer = useCallback(
    (given: Answer) => {
      if (!current || !time.isReady(GUARD_MS)) return;
      const durationMs = Math.round(time.spent());
      dispatch({ kind: "answered", id: current.id });
      const body = { projectId, assignmentId: current.id, epoch: current.epoch, key: newKey() };
      outbox.push({ kind: "judge", body: { ...body, ...given, durationMs, guidelineVersion } });
    },
    [current, time, projectId, guidelineVersion, outbox.push],
  );
  const last = session.history.at(-1);
  const undo = useCallback(() => {
    if (!last) return;
    dispatch({ kind: "taken-back" });
    outbox.push({ kind: "undo", body: { projectId, assignmentId: last.id, key: newKey() } });
  }, [last, projectId, outbox.push]);
  const select = useCallback((level: number | null) => dispatch({ kind: "selected", level }), []);
  return {
    session,
    outbox,
    isSignedOut: isSignedOut || outbox.link === "signed-out",
    answer,
    undo,
    select,
    lookAgain: () => void fetchMore(),
  };
}

/** What is held stays ours while we work, and is given back when we go. */
function useLeaving(projectId: string, session: Session): void {
  const ids = useRef<string[]>([]);
  ids.current = session.queue.map(({ id }) => id);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && ids.current.length > 0) void renewHeld(projectId);
    }, RENEW_MS);
    const leave = () => giveBackSoon(projectId, ids.current);
    const comeBack = (event: PageTransitionEvent) => event.persisted && void renewHeld(projectId);
    addEventListener("pagehide", leave);
    addEventListener("pageshow", comeBack);
    return () => {
      clearInterval(timer);
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", comeBack);
    };
  }, [projectId]);
}
