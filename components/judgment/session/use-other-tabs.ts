"use client";

import { useCallback, useEffect, useRef } from "react";

/**
 * What a tab tells the others of the same person and project: an answer, an undo, that the outbox changed, or that it goes
 * and gives back what is held.
 */
export type TabNews =
  | { kind: "judge" | "undo"; assignmentId: string }
  | { kind: "outbox" }
  | { kind: "left" };

/** Tabs share what a person holds: what is answered in one must not be asked in another. Returns what tells them. */
export function useOtherTabs(owner: string, onNews: (news: TabNews) => void): (news: TabNews) => void {
  const handler = useRef(onNews);
  handler.current = onNews;
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    if (typeof BroadcastChannel === "undefined") return;
    const open = new BroadcastChannel(`assay-outbox-${owner}`);
    open.onmessage = (event: MessageEvent<TabNews>) => handler.current(event.data);
    channel.current = open;
    return () => {
      open.onmessage = null;
      // Others who end with this page still have something to tell.
      queueMicrotask(() => {
        if (channel.current === open) channel.current = null;
        open.close();
      });
    };
  }, [owner]);
  return useCallback((news: TabNews) => channel.current?.postMessage(news), []);
}
