"use client";

import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { SITTING } from "#lib/judgment/rules.ts";
import type { Judging } from "./use-judging.ts";
import { notSavedInWords, WORDS } from "./words.ts";

/** What the person has to know: never more than there is, never dropped unseen. */
export function DeskNotices({ judging, here }: { judging: Judging; here: string }) {
  const { outbox, trouble, session } = judging;
  const isBreak = session.queue.length > 0 && session.count > 0 && session.count % SITTING === 0;
  return (
    <div className="space-y-2 pt-3 empty:hidden">
      {trouble === "signed-out" && (
        <Callout tone="bad">
          {WORDS.signedOut}{" "}
          <a href={`/sign-in?next=${encodeURIComponent(here)}`} className="font-medium underline">
            {WORDS.signIn}
          </a>
        </Callout>
      )}
      {trouble === "unreachable" && <Callout tone="note">{WORDS.offline}</Callout>}
      {isBreak && <Callout tone="plain">{WORDS.breakOffer}</Callout>}
      {outbox.entries?.map(
        ({ place, kind, about, refusal }) =>
          refusal && (
            <Callout key={place} tone="note">
              <span className="flex flex-wrap items-center justify-between gap-2">
                <span className="min-w-0 break-words">{notSavedInWords(kind, about, refusal)}</span>
                <Button kind="quiet" onClick={() => outbox.dismiss(place)}>
                  {WORDS.seen}
                </Button>
              </span>
            </Callout>
          ),
      )}
    </div>
  );
}
