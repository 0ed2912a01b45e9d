"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { LevelView } from "#lib/judgment/rules.ts";
import { CommentField } from "./comment-field.tsx";
import { DeskBar } from "./desk-bar.tsx";
import { DeskHints } from "./desk-hints.tsx";
import { DeskNotices } from "./desk-notices.tsx";
import { ItemOnDesk, QueryOnDesk } from "./item-on-desk.tsx";
import type { KeyCommand } from "./keys.ts";
import { KeysPanel } from "./keys-panel.tsx";
import { LevelButtons } from "./level-buttons.tsx";
import { NothingLeft } from "./nothing-left.tsx";
import { usePreferences } from "./preferences.ts";
import { ProblemForm } from "./problem-form.tsx";
import { ScaleList } from "./scale-list.tsx";
import { SidePanel } from "./side-panel.tsx";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useJudging } from "./use-judging.ts";
import { WORDS } from "./words.ts";

export type DeskSetup = {
  projectId: string;
  /** Of the outbox: this person in this project */
  owner: string;
  name: string;
  question: string;
  levels: readonly LevelView[];
  guidelineVersion: number;
};

type Open = null | "problem" | "comment" | "guideline" | "keys";

/** The page that people live in: one item, one key, the next item. `guideline` was drawn on the server. */
export function JudgingDesk({ setup, guideline }: { setup: DeskSetup; guideline: ReactNode }) {
  const judging = useJudging(setup.projectId, setup.owner, setup.guidelineVersion);
  const [preferences, prefer] = usePreferences();
  const [open, setOpen] = useState<Open>(null);
  const [comment, setComment] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const { session, select } = judging;
  const item = session.queue[0];
  const hasPanel = open === "guideline" || open === "keys";
  const isSelectFirst = preferences.isSelectFirst || open === "comment";

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new item takes the focus, whatever else changed
  useEffect(() => heading.current?.focus({ preventScroll: true }), [item?.id]);

  function close() {
    setOpen(null);
    heading.current?.focus({ preventScroll: true });
  }

  function submit(level: number | null) {
    if (!item || level === null) return;
    judging.answer({ level, unratable: null, comment: comment.trim() || null });
    setComment("");
    if (open === "comment") setOpen(null);
  }

  function press(level: number) {
    if (isSelectFirst) select(level);
    else submit(level);
  }

  function obey(command: KeyCommand): boolean {
    if (command.kind === "close") {
      if (open !== null) close();
      return open !== null;
    }
    if (command.kind === "guideline") {
      setOpen(open === "guideline" ? null : "guideline");
      return true;
    }
    // Behind an open form letters and digits belong to nobody.
    if (open === "problem") return false;
    if (command.kind === "undo") judging.undo();
    else if (command.kind === "level") press(command.level);
    else if (command.kind === "submit") submit(session.selected);
    else if (item) setOpen(command.kind === "unratable" ? "problem" : "comment");
    return true;
  }
  useDeskKeys({ levels: setup.levels.length, hasSingleKeys: preferences.hasSingleKeys, onCommand: obey });

  return (
    <div className={`flex min-h-dvh flex-col ${hasPanel ? "xl:pe-[440px]" : ""}`}>
      <DeskBar
        name={setup.name}
        session={session}
        outbox={judging.outbox}
        historyHref={`/judge/${setup.projectId}/history`}
        onGuideline={() => setOpen("guideline")}
        onKeys={() => setOpen("keys")}
      />
      <main className="mx-auto flex w-full max-w-[920px] flex-1 flex-col px-6 max-sm:px-3">
        <div className="pt-3">
          <DeskNotices judging={judging} here={`/judge/${setup.projectId}`} />
        </div>
        {item && (
          <>
            <div className="sticky top-0 z-10 border-b border-line bg-paper pt-3 pb-4">
              <QueryOnDesk query={item.query} question={setup.question} />
            </div>
            <div className="flex flex-1 flex-col justify-center py-8 max-sm:py-5">
              <ItemOnDesk item={item} headingRef={heading} />
            </div>
            <div className="sticky bottom-0 bg-paper pt-2 pb-4">
              {open === "comment" && (
                <CommentField
                  value={comment}
                  selected={session.selected}
                  onChange={setComment}
                  onSubmit={() => submit(session.selected)}
                  onClose={close}
                />
              )}
              {open === "problem" ? (
                <ProblemForm
                  onClose={close}
                  onSubmit={(unratable, detail) => {
                    judging.answer({ level: null, unratable, comment: detail });
                    setOpen(null);
                  }}
                />
              ) : (
                <LevelButtons
                  levels={setup.levels}
                  question={setup.question}
                  selected={session.selected}
                  onSelect={select}
                  onPress={press}
                />
              )}
              <DeskHints
                levels={setup.levels.length}
                canUndo={session.history.length > 0}
                onUndo={judging.undo}
                onProblem={() => setOpen("problem")}
                onComment={() => setOpen("comment")}
              />
            </div>
          </>
        )}
        {!item && session.empty && <NothingLeft reason={session.empty} onLook={judging.lookAgain} />}
        {!item && !session.empty && <p className="m-auto py-16 text-ink-3">{WORDS.loading}</p>}
        <p className="sr-only" aria-live="polite">
          {item ? `Item ${session.count + 1}. ${item.content.title}` : ""}
        </p>
      </main>
      {open === "guideline" && (
        <SidePanel title={WORDS.guideline} onClose={close}>
          <ScaleList levels={setup.levels} />
          <hr className="my-5 border-line" />
          {guideline}
        </SidePanel>
      )}
      {open === "keys" && (
        <SidePanel title={WORDS.keys} onClose={close}>
          <KeysPanel levels={setup.levels.length} preferences={preferences} onChange={prefer} />
        </SidePanel>
      )}
    </div>
  );
}
