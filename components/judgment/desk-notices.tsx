"use client";

import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { SITTING } from "#lib/judgment/rules.ts";
import { MissNotice } from "./miss-notice.tsx";
import type { Judging } from "./use-judging.ts";
import { notSavedInWords, WORDS } from "./words.ts";

type DeskNoticesProps = {
  judging: Judging;
  levels: readonly { value: number; name: string }[];
  /** The address of the desk, and of the person's own judgments */
  here: string;
  historyHref: string;
};

/** What the person has to know: never more than there is, never dropped unseen. */
export function DeskNotices({ judging, levels, here, historyHref }: DeskNoticesProps) {
  const { outbox, trouble, session, feedback } = judging;
  const isBreak = session.queue.length > 0 && session.count > 0 && session.count % SITTING === 0;
  return (
    // Read out when it appears, without taking the focus.
    <div role="status" className="*:mt-3">
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
      <MissNotice
        misses={feedback.misses}
        levels={levels}
        historyHref={historyHref}
        onSeen={feedback.putAside}
      />
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
