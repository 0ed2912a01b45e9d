"use client";

import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Judging } from "./use-judging.ts";
import { REFUSAL_WORDS, WORDS } from "./words.ts";

/** What the person has to know: never more than there is, never dropped unseen. */
export function DeskNotices({ judging, here }: { judging: Judging; here: string }) {
  const { outbox, isSignedOut, session } = judging;
  const refused = outbox.entries?.flatMap((entry) =>
    entry.refusal ? [{ ...entry, refusal: entry.refusal }] : [],
  );
  const isBreak = session.count > 0 && session.count % 60 === 0;
  return (
    <div className="space-y-2 empty:hidden">
      {isSignedOut && (
        <Callout tone="bad">
          {WORDS.signedOut}{" "}
          <a href={`/sign-in?next=${encodeURIComponent(here)}`} className="font-medium underline">
            Sign in
          </a>
        </Callout>
      )}
      {!isSignedOut && outbox.link === "offline" && <Callout tone="note">{WORDS.offline}</Callout>}
      {isBreak && <Callout tone="plain">{WORDS.breakOffer}</Callout>}
      {refused?.map(({ place, kind, refusal }) => (
        <Callout key={place} tone="note">
          <span className="flex flex-wrap items-center justify-between gap-2">
            {kind === "undo" ? "An undo" : "An answer"} could not be saved: {REFUSAL_WORDS[refusal]}.
            <Button kind="quiet" onClick={() => outbox.dismiss(place)}>
              I have seen it
            </Button>
          </span>
        </Callout>
      ))}
    </div>
  );
}
