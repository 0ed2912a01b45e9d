"use client";

import { BookOpen, History, Keyboard, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { waitingIn } from "#components/judgment/outbox/outbox.ts";
import type { Outbox } from "#components/judgment/outbox/use-outbox.ts";
import type { Session } from "#components/judgment/session/session.ts";
import { aheadInWords, savedInWords, todayInWords, WORDS } from "#components/judgment/words.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { SITTING } from "#lib/judgment/rules.ts";

type DeskBarProps = {
  name: string;
  session: Session;
  outbox: Outbox;
  historyHref: string;
  /** Of the guideline; null where it has no shortcut */
  guidelineShortcut: string | null;
  onGuideline: () => void;
  onShortcuts: () => void;
};

const ENTRY =
  "flex min-h-[44px] min-w-[44px] items-center justify-center gap-1.5 rounded-lg px-2 hover:text-ink";

/** Where we are, how far, and whether everything is safe. */
export function DeskBar(props: DeskBarProps) {
  const { name, session, outbox, historyHref, guidelineShortcut, onGuideline, onShortcuts } = props;
  return (
    <header className="@container">
      <div className="flex min-h-13 flex-wrap items-center gap-x-4 border-b border-line bg-surface px-5 py-1 text-[13px] text-ink-2 max-md:px-3">
        <Link
          href="/judge"
          className="flex min-h-[44px] min-w-24 flex-1 items-center gap-2.5 hover:text-ink"
          aria-label={`${WORDS.allProjects}, ${name}`}
        >
          <span
            aria-hidden
            className="size-3.5 shrink-0 rounded-full bg-[radial-gradient(circle_at_35%_30%,#f5d88d,var(--gold)_60%,var(--gold-strong))]"
          />
          <span className="truncate">{name}</span>
        </Link>
        <div className="flex items-center gap-x-4 max-md:order-last max-md:w-full max-md:flex-wrap max-md:justify-between max-md:pb-1.5">
          <Sitting session={session} />
          <Saved outbox={outbox} />
        </div>
        <div className="-me-2 flex items-center">
          <button type="button" onClick={onGuideline} className={ENTRY}>
            {guidelineShortcut && (
              <span className="pointer-coarse:hidden max-md:hidden">
                <Kbd>{guidelineShortcut}</Kbd>
              </span>
            )}
            <EntryFace icon={BookOpen} words={WORDS.guideline} />
          </button>
          <Link href={historyHref} className={ENTRY}>
            <EntryFace icon={History} words={WORDS.history} />
          </Link>
          <button type="button" onClick={onShortcuts} className={ENTRY}>
            <EntryFace icon={Keyboard} words={WORDS.shortcuts} />
          </button>
        </div>
      </div>
    </header>
  );
}

/** Words where there is room, a picture where there is none. */
function EntryFace({ icon: Icon, words }: { icon: LucideIcon; words: string }) {
  return (
    <>
      <Icon aria-hidden size={18} className="md:hidden" />
      <span className="max-md:sr-only">{words}</span>
    </>
  );
}

function Sitting({ session }: { session: Session }) {
  const { progress, count, queue } = session;
  if (progress === null) return null;
  const done = count % SITTING;
  // What is on the desk is left in any case.
  const least = Math.max(progress.ahead.least, queue.length);
  const most = progress.ahead.most === null ? null : Math.max(progress.ahead.most, queue.length);
  const size = Math.min(SITTING, done + (most ?? SITTING));
  return (
    <span className="flex items-center gap-3 whitespace-nowrap">
      <span>
        {todayInWords(progress.today)}
        {queue.length > 0 && ` · ${aheadInWords({ least, most })}`}
      </span>
      <progress
        aria-label={WORDS.sitting}
        value={done}
        max={Math.max(1, size)}
        className="h-1 w-28 appearance-none overflow-hidden rounded-full bg-line @max-[900px]:hidden [&::-moz-progress-bar]:bg-gold [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-gold"
      />
    </span>
  );
}

/** Not read out: it changes with every answer. What is wrong with sending is said by a notice. */
function Saved({ outbox }: { outbox: Outbox }) {
  const waiting = waitingIn(outbox.entries ?? []);
  const [color, dot] = waiting === 0 ? SAVED : outbox.isKept ? ON_DEVICE : AT_RISK;
  return (
    <span className={`flex items-center gap-1.5 whitespace-nowrap ${color}`}>
      <span aria-hidden className={`size-2 rounded-full ${dot}`} />
      {savedInWords(waiting, outbox.isKept)}
    </span>
  );
}

const SAVED = ["text-good", "bg-good"] as const;
const ON_DEVICE = ["text-ink-2", "bg-gold"] as const;
const AT_RISK = ["text-bad", "bg-bad"] as const;
