"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "#lib/action.ts";
import { noteGuidelineReadAction } from "#lib/annotator/actions.ts";
import type { LineChanges } from "#lib/annotator/rules/line-changes.ts";
import type { LevelView } from "#lib/judgment/rules.ts";
import { scaleChanges } from "./scale-changes.ts";

/** What stands around the items. `guideline` was drawn on the server. */
export type Screen = {
  /** What the server calls this state of it */
  digest: string;
  name: string;
  question: string;
  levels: readonly LevelView[];
  guidelineVersion: number;
  guideline: ReactNode;
};

/** With what changed in the guideline since a version; null where the person has read the newest. */
export type NewerScreen = { screen: Screen; lines: LineChanges | null };

export type ReadScreen = (projectId: string, since: number) => Promise<ActionResult<NewerScreen>>;

/** What changed on an open desk and was not put aside. */
export type ScreenNews = { scale: readonly string[]; lines: LineChanges | null };

/** After this long without an answer, the next digest may ask again. */
const PATIENCE_MS = 20_000;

type ScreenState = { shown: Screen; seen: Screen; lines: LineChanges | null };

/**
 * The texts around the items, and what changed in them while the desk was open. They are replaced together: the
 * levels, the guideline, and the version that the next answer carries.
 */
export function useScreen(projectId: string, first: Screen, read: ReadScreen) {
  const [state, setState] = useState<ScreenState>({ shown: first, seen: first, lines: null });
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);

  /**
   * `digest` is the server's current state. If it differs from the state on screen, the new texts are fetched. A
   * failed fetch is repeated with the next digest.
   */
  const noteDigest = useCallback(
    async (digest: string) => {
      const { shown, seen } = latest.current;
      if (digest === shown.digest || performance.now() - askedAt.current < PATIENCE_MS) return;
      askedAt.current = performance.now();
      const newer = await read(projectId, seen.guidelineVersion).catch(() => null);
      askedAt.current = Number.NEGATIVE_INFINITY;
      if (newer?.ok) setState((before) => ({ ...before, shown: newer.data.screen, lines: newer.data.lines }));
    },
    [projectId, read],
  );

  const { shown, seen, lines } = state;
  const putAside = useCallback(() => {
    setState((before) => ({ ...before, seen: before.shown, lines: null }));
    if (shown.guidelineVersion > seen.guidelineVersion) {
      // If this fails, the next visit shows the changes once more.
      noteGuidelineReadAction(projectId, shown.guidelineVersion).catch(() => undefined);
    }
  }, [projectId, shown, seen]);
  return { shown, news: newsSince(seen, shown, lines), noteDigest, putAside };
}

function newsSince(seen: Screen, shown: Screen, lines: LineChanges | null): ScreenNews | null {
  const scale = scaleChanges(seen, shown);
  return lines !== null || scale.length > 0 ? { scale, lines } : null;
}
