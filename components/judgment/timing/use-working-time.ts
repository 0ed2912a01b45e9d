"use client";

import { useEffect, useMemo, useRef } from "react";
import { noteActivity, noteReturn, spentUntil, startWork } from "./working-time.ts";

const SIGNS = ["pointermove", "pointerdown", "keydown", "scroll", "wheel"] as const;

export type WorkingClock = {
  /** Milliseconds of work on the item on screen */
  spent: () => number;
  /** Since the last sign of life */
  idle: () => number;
  /** Whether the item on screen was painted at least this long ago */
  isReady: (guardMs: number) => boolean;
};

/**
 * Measures the work on the item on screen, from its first paint. When the texts around the item change, the time
 * continues, but a press counts only after they are painted.
 */
export function useWorkingTime(itemId: string | undefined, screen: string): WorkingClock {
  const time = useRef(startWork(0));
  const paintedAt = useRef<number | null>(null);
  const timed = useRef<string | undefined>(undefined);
  const signAt = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen is painted again
  useEffect(() => {
    paintedAt.current = null;
    if (itemId === undefined) {
      timed.current = undefined;
      return;
    }
    const frame = requestAnimationFrame(() => {
      paintedAt.current = performance.now();
      if (timed.current !== itemId) time.current = startWork(paintedAt.current);
      timed.current = itemId;
    });
    return () => cancelAnimationFrame(frame);
  }, [itemId, screen]);

  useEffect(() => {
    signAt.current = Date.now();
    const active = () => {
      // The wall clock goes on while a computer sleeps.
      signAt.current = Date.now();
      time.current = noteActivity(time.current, performance.now());
    };
    const turned = () => {
      if (document.visibilityState === "hidden") active();
      else time.current = noteReturn(time.current, performance.now());
    };
    for (const sign of SIGNS) addEventListener(sign, active, { passive: true });
    document.addEventListener("visibilitychange", turned);
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, active);
      document.removeEventListener("visibilitychange", turned);
    };
  }, []);

  return useMemo(
    () => ({
      spent: () => spentUntil(time.current, performance.now()),
      idle: () => Date.now() - signAt.current,
      isReady: (guardMs: number) =>
        paintedAt.current !== null && performance.now() - paintedAt.current >= guardMs,
    }),
    [],
  );
}
