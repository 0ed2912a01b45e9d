"use client";

import { useEffect } from "react";
import { RequesterReason } from "#components/judgment/pages/requester-reason.tsx";
import { EMPTY_WORDS, WORDS } from "#components/judgment/words.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { EmptyReason } from "#lib/judgment/rules.ts";

const LOOK_AGAIN_MS = 15_000;

type NothingLeftProps = {
  reason: EmptyReason | "gone";
  /** Why the requester suspended the person, in the requester's words */
  said: string | null;
  onLook: () => void;
  /** Null when there is nothing to take back */
  onUndo: (() => void) | null;
};

/** Why there is nothing on the desk, in plain words, and what to do. */
export function NothingLeft({ reason, said, onLook, onUndo }: NothingLeftProps) {
  const mayChange = reason === "busy" || reason === "in-progress";
  useEffect(() => {
    if (!mayChange) return;
    const timer = setInterval(onLook, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [mayChange, onLook]);
  const { title, text } = EMPTY_WORDS[reason];
  return (
    <div className="m-auto" role="status">
      <EmptyState
        title={title}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            {reason !== "gone" && (
              <Button kind="primary" onClick={onLook}>
                {WORDS.again}
              </Button>
            )}
            {onUndo && <Button onClick={onUndo}>{WORDS.undo}</Button>}
            <ButtonLink href="/judge">{WORDS.allProjects}</ButtonLink>
          </span>
        }
      >
        {text}
        {said !== null && <RequesterReason reason={said} />}
      </EmptyState>
    </div>
  );
}
