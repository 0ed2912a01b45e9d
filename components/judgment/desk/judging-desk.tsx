"use client";

import { shortcutsOf } from "#components/judgment/shortcuts/shortcuts.ts";
import { ShortcutsPanel } from "#components/judgment/shortcuts/shortcuts-panel.tsx";
import { itemInWords, WORDS } from "#components/judgment/words.ts";
import type { HeldItem } from "#lib/judgment/rules.ts";
import { CommentField } from "./comment-field.tsx";
import { DeskBar } from "./desk-bar.tsx";
import { DeskHints } from "./desk-hints.tsx";
import { DeskNotices } from "./desk-notices.tsx";
import { EmptyDesk } from "./empty-desk.tsx";
import { ItemOnDesk, QueryOnDesk } from "./item-on-desk.tsx";
import { LevelButtons } from "./level-buttons.tsx";
import { ScaleList } from "./scale-list.tsx";
import { SidePanel } from "./side-panel.tsx";
import { UnratableForm } from "./unratable-form.tsx";
import { type Desk, useDesk } from "./use-desk.ts";
import type { ReadScreen, Screen } from "./use-screen.ts";

type JudgingDeskProps = {
  projectId: string;
  /** Of the outbox: this person in this project */
  owner: string;
  /** As the page was drawn; while it is open the server's answers tell when it changed */
  screen: Screen;
  read: ReadScreen;
};

/** The page that people live in: one item, one shortcut, the next item. */
export function JudgingDesk({ projectId, owner, screen: first, read }: JudgingDeskProps) {
  const desk = useDesk({ projectId, owner, first, read });
  const { levels, name, guideline } = desk.screen;
  const { session, outbox } = desk.judging;
  const item = session.queue[0];
  const here = `/judge/${projectId}`;
  const historyHref = `${here}/history`;
  const hasPanel = desk.open === "guideline" || desk.open === "shortcuts";
  return (
    <div className={`flex min-h-dvh flex-col ${hasPanel ? "xl:pe-[440px]" : ""}`}>
      <DeskBar
        name={name}
        session={session}
        outbox={outbox}
        historyHref={historyHref}
        guidelineShortcut={shortcutsOf("guideline", desk.preferences)[0] ?? null}
        onGuideline={() => desk.show("guideline")}
        onShortcuts={() => desk.show("shortcuts")}
      />
      <main className="mx-auto flex w-full max-w-[920px] flex-1 flex-col px-6 max-sm:px-3">
        <DeskNotices
          judging={desk.judging}
          news={desk.news}
          onNewsSeen={desk.putNewsAside}
          onGuideline={() => desk.show("guideline")}
          levels={levels}
          here={here}
          historyHref={historyHref}
        />
        {item ? <ItemAndScale desk={desk} item={item} /> : <EmptyDesk name={name} desk={desk} />}
        <p className="sr-only" aria-live="polite">
          {item ? itemInWords(session.count + 1) : ""}
        </p>
      </main>
      {desk.open === "guideline" && (
        <SidePanel title={WORDS.guideline} onClose={desk.close}>
          <ScaleList levels={levels} />
          <hr className="my-5 border-line" />
          {guideline}
        </SidePanel>
      )}
      {desk.open === "shortcuts" && (
        <SidePanel title={WORDS.shortcuts} onClose={desk.close}>
          <ShortcutsPanel levels={levels} preferences={desk.preferences} onChange={desk.prefer} />
        </SidePanel>
      )}
    </div>
  );
}

// Where a screen is too low, as on a phone on its side or at 400%, nothing sticks: the page just scrolls.
const QUERY_STAYS = "[@media(min-height:600px)]:sticky";
const SCALE_STAYS = "[@media(min-height:520px)]:sticky";

function ItemAndScale({ desk, item }: { desk: Desk; item: HeldItem }) {
  const { levels, question } = desk.screen;
  const { session, draft, undo } = desk.judging;
  return (
    <>
      <div
        className={`${QUERY_STAYS} top-0 z-10 border-b bg-paper border-line pt-4 pb-4 max-sm:pt-3 max-sm:pb-3`}
      >
        <QueryOnDesk query={item.query} question={question} />
      </div>
      <div className="flex flex-1 flex-col justify-center py-8 max-sm:py-5">
        <ItemOnDesk key={item.id} item={item} headingRef={desk.heading} />
      </div>
      <div className={`${SCALE_STAYS} bottom-0 bg-paper pt-2 pb-3 max-sm:pb-1`}>
        {desk.isCommentOpen && (
          <CommentField
            value={session.draft.comment}
            isActive={desk.open === "comment"}
            onChange={(comment) => draft({ comment })}
            onRemove={desk.removeComment}
          />
        )}
        {session.draft.unratable !== null ? (
          <UnratableForm
            reason={session.draft.unratable}
            detail={session.draft.comment}
            onReason={(unratable) => draft({ unratable })}
            onDetail={(comment) => draft({ comment })}
            onSubmit={desk.submitUnratable}
            onClose={desk.closeUnratable}
          />
        ) : (
          <LevelButtons
            levels={levels}
            question={question}
            selected={session.draft.level}
            shortcuts={desk.preferences}
            onSelect={(level) => draft({ level })}
            onPress={desk.press}
          />
        )}
        {!desk.isUnratableOpen && (
          <DeskHints
            levels={levels.length}
            session={session}
            preferences={desk.preferences}
            isCommentOpen={desk.isCommentOpen}
            onUndo={undo}
            onUnratable={desk.showUnratable}
            onComment={() => desk.show("comment")}
            onSubmit={desk.submitDraft}
          />
        )}
      </div>
    </>
  );
}
