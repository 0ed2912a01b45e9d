"use client";

import Link from "next/link";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Session } from "./session.ts";
import type { Outbox } from "./use-outbox.ts";
import { WORDS, waitingInWords } from "./words.ts";

type DeskBarProps = {
  name: string;
  session: Session;
  outbox: Outbox;
  historyHref: string;
  onGuideline: () => void;
  onKeys: () => void;
};

/** Where we are, how far, and whether everything is safe. */
export function DeskBar({ name, session, outbox, historyHref, onGuideline, onKeys }: DeskBarProps) {
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-5 py-1 text-[13px] text-ink-2 max-sm:px-3">
      <Link
        href="/judge"
        className="flex min-w-0 items-center gap-2.5"
        aria-label={`All projects; you are in ${name}`}
      >
        <span
          aria-hidden
          className="size-3.5 shrink-0 rounded-full bg-[radial-gradient(circle_at_35%_30%,#f5d88d,var(--gold)_60%,var(--gold-strong))]"
        />
        <span className="max-w-[34ch] truncate">{name}</span>
      </Link>
      <div className="ms-auto flex flex-wrap items-center gap-x-4 gap-y-1">
        <Sitting session={session} />
        <Saved outbox={outbox} />
        <span className="flex items-center">
          <button type="button" onClick={onGuideline} className="min-h-11 px-2 hover:text-ink">
            <Kbd>?</Kbd> <span className="ms-1">{WORDS.guideline}</span>
          </button>
          <Link href={historyHref} className="flex min-h-11 items-center px-2 hover:text-ink">
            {WORDS.history}
          </Link>
          <button type="button" onClick={onKeys} className="min-h-11 px-2 hover:text-ink">
            {WORDS.keys}
          </button>
        </span>
      </div>
    </div>
  );
}

function Sitting({ session }: { session: Session }) {
  const { progress, count, queue } = session;
  const size = count + Math.max(progress?.ahead ?? 0, queue.length);
  return (
    <span className="flex items-center gap-3 whitespace-nowrap">
      {progress && <span>{progress.today} today</span>}
      <progress
        aria-label="This sitting"
        value={count}
        max={Math.max(1, size)}
        className="h-1 w-36 appearance-none overflow-hidden rounded-full bg-line max-md:hidden [&::-moz-progress-bar]:bg-gold [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-gold"
      />
    </span>
  );
}

function Saved({ outbox }: { outbox: Outbox }) {
  const waiting = outbox.entries?.filter(({ refusal }) => refusal === null).length ?? 0;
  return (
    <span
      role="status"
      className={`flex items-center gap-1.5 whitespace-nowrap ${waiting === 0 ? "text-good" : "text-ink-2"}`}
    >
      <span aria-hidden className={`size-2 rounded-full ${waiting === 0 ? "bg-good" : "bg-gold"}`} />
      {waitingInWords(waiting)}
    </span>
  );
}
