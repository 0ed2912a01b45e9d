"use client";

import { useEffect, useRef } from "react";
import { forgetText, keepText, keptKeys, readKeptText } from "#components/ui/draft/kept-text.ts";
import { useLeaveGuard } from "#components/ui/draft/use-leave-guard.ts";
import { type Drafts, type KeptDraft, parseDraft } from "./drafts.ts";
import type { SessionEvent } from "./session.ts";

/**
 * What was begun outlives a reload, a lost session and a closed window: each draft lies under its item, so that two tabs
 * do not overwrite each other's.
 */
export function useDraftMemory(owner: string, drafts: Drafts, dispatch: (event: SessionEvent) => void): void {
  const start = `assay-draft-${owner}/`;
  const kept = useRef<Drafts>({});
  const isKept = useRef(true);
  useEffect(() => {
    const found = readDrafts(start);
    if (Object.keys(found).length > 0) dispatch({ kind: "begun", drafts: found });
  }, [start, dispatch]);
  useEffect(() => {
    for (const id of Object.keys(kept.current)) if (!(id in drafts)) forgetText(start + id);
    for (const [id, draft] of Object.entries(drafts)) {
      if (kept.current[id] !== draft) isKept.current = keepText(start + id, JSON.stringify(draft));
    }
    kept.current = drafts;
  }, [start, drafts]);
  useLeaveGuard(() => !isKept.current && Object.values(drafts).some(({ comment }) => comment.trim() !== ""));
}

function readDrafts(start: string): Drafts {
  const found = keptKeys(start).map(
    (key) => [key.slice(start.length), parseDraft(readKeptText(key))] as const,
  );
  return Object.fromEntries(found.filter((pair): pair is readonly [string, KeptDraft] => pair[1] !== null));
}
