"use client";

import { useEffect } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { EmptyReason } from "#lib/judgment/rules.ts";
import { EMPTY_WORDS, WORDS } from "./words.ts";

const LOOK_AGAIN_MS = 15_000;

/** Why there is nothing on the desk, in plain words, and what to do. */
export function NothingLeft({ reason, onLook }: { reason: EmptyReason; onLook: () => void }) {
  const mayChange = reason === "busy" || reason === "in-progress";
  useEffect(() => {
    if (!mayChange) return;
    const timer = setInterval(onLook, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [mayChange, onLook]);
  const { title, text } = EMPTY_WORDS[reason];
  return (
    <EmptyState
      title={title}
      action={
        <span className="flex flex-wrap justify-center gap-2">
          <Button kind="primary" onClick={onLook}>
            {WORDS.again}
          </Button>
          <ButtonLink href="/judge">My projects</ButtonLink>
        </span>
      }
    >
      {text}
    </EmptyState>
  );
}
