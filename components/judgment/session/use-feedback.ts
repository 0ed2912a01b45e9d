"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Miss } from "#lib/judgment/feedback/rules.ts";
import { MAX_NAMED } from "#lib/judgment/feedback/schema.ts";
import { fetchMisses } from "./server.ts";

/** Long enough to take an answer back before one is told what was right, which closes it. */
const AFTER_MS = 6_000;

export type Feedback = {
  /** What was missed and not put aside, the oldest first */
  misses: readonly Miss[];
  /** The server has an answer to this assignment now */
  noteStored: (assignmentId: string) => void;
  putAside: (assignmentId: string) => void;
};

/** Asks now and then what the person missed. Nothing waits for it, and what fails is asked again with the next. */
export function useFeedback(projectId: string): Feedback {
  const [misses, setMisses] = useState<readonly Miss[]>([]);
  const open = useRef({ stored: new Set<string>(), seen: new Set<string>(), isFirst: true });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const ask = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const { stored, seen, isFirst } = open.current;
    const named = [...stored].slice(0, MAX_NAMED);
    const aside = [...seen].slice(0, MAX_NAMED);
    for (const id of named) stored.delete(id);
    const found = await fetchMisses(projectId, isFirst ? undefined : named, aside);
    if (found === null) {
      for (const id of named) stored.add(id);
      return;
    }
    open.current.isFirst = false;
    setMisses(found.filter(({ id }) => !seen.has(id)));
    for (const id of aside) seen.delete(id);
  }, [projectId]);

  useEffect(() => {
    void ask();
    return () => clearTimeout(timer.current);
  }, [ask]);

  const noteStored = useCallback(
    (assignmentId: string) => {
      open.current.stored.add(assignmentId);
      timer.current ??= setTimeout(() => void ask(), AFTER_MS);
    },
    [ask],
  );
  const putAside = useCallback(
    (assignmentId: string) => {
      open.current.seen.add(assignmentId);
      setMisses((before) => before.filter(({ id }) => id !== assignmentId));
      void ask();
    },
    [ask],
  );
  return { misses, noteStored, putAside };
}
