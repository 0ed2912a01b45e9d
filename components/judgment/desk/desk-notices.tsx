"use client";

import type { Judging } from "#components/judgment/session/use-judging.ts";
import { commentNotSavedInWords, notSavedInWords, strayInWords, WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { SITTING } from "#lib/judgment/rules.ts";
import { MissNotice } from "./miss-notice.tsx";
import { NewsNotice } from "./news-notice.tsx";
import type { ScreenNews } from "./use-screen.ts";

type DeskNoticesProps = {
  judging: Judging;
  news: ScreenNews | null;
  onNewsSeen: () => void;
  onGuideline: () => void;
  levels: readonly { value: number; name: string }[];
  /** The address of the desk, and of the person's own judgments */
  here: string;
  historyHref: string;
};

/** What the person has to know: never more than there is, never dropped unseen. */
export function DeskNotices(props: DeskNoticesProps) {
  const { judging, news, onNewsSeen, onGuideline, levels, here, historyHref } = props;
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
      {news && <NewsNotice news={news} onSeen={onNewsSeen} onOpen={onGuideline} />}
      <MissNotice
        misses={feedback.misses}
        levels={levels}
        historyHref={historyHref}
        onSeen={feedback.putAside}
      />
      {judging.strays.map(({ id, about, comment }) => (
        <NotSaved
          key={id}
          text={strayInWords(about)}
          words={`“${comment}”`}
          action={WORDS.discardText}
          onAct={() => judging.discard(id)}
        />
      ))}
      {outbox.entries?.map(
        ({ position, kind, about, refusal, body }) =>
          refusal && (
            <NotSaved
              key={position}
              text={notSavedInWords(kind, about, refusal)}
              words={"comment" in body && body.comment ? commentNotSavedInWords(body.comment) : null}
              action={WORDS.seen}
              onAct={() => outbox.dismiss(position)}
            />
          ),
      )}
    </div>
  );
}

type NotSavedProps = {
  text: string;
  /** The person's own, to be read and copied before they go */
  words: string | null;
  action: string;
  onAct: () => void;
};

function NotSaved({ text, words, action, onAct }: NotSavedProps) {
  return (
    <Callout tone="note">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0 break-words">
          {text}
          {words && (
            <span dir="auto" className="mt-1 block max-h-24 overflow-y-auto whitespace-pre-line text-ink-2">
              {words}
            </span>
          )}
        </span>
        <Button kind="quiet" onClick={onAct}>
          {action}
        </Button>
      </span>
    </Callout>
  );
}
