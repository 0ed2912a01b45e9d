"use client";

import { useEffect, useRef } from "react";
import type { Session, SessionEvent } from "./session.ts";

/** What can be taken back outlives a reload: it lies in the memory of this tab. */
export function useUndoMemory(
  owner: string,
  history: Session["history"],
  dispatch: (event: SessionEvent) => void,
): void {
  const storageKey = `assay-undo-${owner}`;
  const isFirst = useRef(true);
  useEffect(() => {
    const kept = readHistory(storageKey);
    if (kept.length > 0) dispatch({ kind: "restored", history: kept });
  }, [storageKey, dispatch]);
  useEffect(() => {
    // Nothing was answered yet: what lies there is to be read, not emptied.
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    // After the next item is painted.
    const timer = setTimeout(() => keepHistory(storageKey, history));
    return () => clearTimeout(timer);
  }, [storageKey, history]);
}

function readHistory(storageKey: string): Session["history"] {
  try {
    return (JSON.parse(sessionStorage.getItem(storageKey) ?? "[]") as Session["history"] | null) ?? [];
  } catch {
    return [];
  }
}

function keepHistory(storageKey: string, history: Session["history"]): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(history));
  } catch {
    // Then a reload forgets what could be taken back.
  }
}
