"use client";

import type { ReactNode } from "react";
import type { HeldItem, LevelView } from "#lib/judgment/rules.ts";
import { CommentField } from "./comment-field.tsx";
import { DeskBar } from "./desk-bar.tsx";
import { DeskHints } from "./desk-hints.tsx";
import { DeskNotices } from "./desk-notices.tsx";
import { ItemOnDesk, QueryOnDesk } from "./item-on-desk.tsx";
import { keysOf } from "./keys.ts";
import { KeysPanel } from "./keys-panel.tsx";
import { LevelButtons } from "./level-buttons.tsx";
import { NothingLeft } from "./nothing-left.tsx";
import { ProblemForm } from "./problem-form.tsx";
import { ScaleList } from "./scale-list.tsx";
import { SidePanel } from "./side-panel.tsx";
import { type Desk, useDesk } from "./use-desk.ts";
import { itemInWords, WORDS } from "./words.ts";

export type DeskSetup = {
  projectId: string;
  /** Of the outbox: this person in this project */
  owner: string;
  name: string;
  question: string;
  levels: readonly LevelView[];
  guidelineVersion: number;
};

/** The page that people live in: one item, one key, the next item. `guideline` was drawn on the server. */
export function JudgingDesk({ setup, guideline }: { setup: DeskSetup; guideline: ReactNode }) {
  const desk = useDesk(setup);
  const { session, outbox } = desk.judging;
  const item = session.queue[0];
  const historyHref = `/judge/${setup.projectId}/history`;
  const hasPanel = desk.open === "guideline" || desk.open === "keys";
  return (
    <div className={`flex min-h-dvh flex-col ${hasPanel ? "xl:pe-[440px]" : ""}`}>
      <DeskBar
        name={setup.name}
        session={session}
        outbox={outbox}
        historyHref={historyHref}
        guidelineKey={keysOf("guideline", desk.preferences)[0] ?? null}
        onGuideline={() => desk.show("guideline")}
        onKeys={() => desk.show("keys")}
      />
      <main className="mx-auto flex w-full max-w-[920px] flex-1 flex-col px-6 max-sm:px-3">
        <DeskNotices
          judging={desk.judging}
          levels={setup.levels}
          here={`/judge/${setup.projectId}`}
          historyHref={historyHref}
        />
        {item ? (
          <ItemAndScale setup={setup} desk={desk} item={item} />
        ) : (
          <EmptyDesk name={setup.name} desk={desk} />
        )}
        <p className="sr-only" aria-live="polite">
          {item ? itemInWords(session.count + 1) : ""}
        </p>
      </main>
      {desk.open === "guideline" && (
        <SidePanel title={WORDS.guideline} onClose={desk.close}>
          <ScaleList levels={setup.levels} />
          <hr className="my-5 border-line" />
          {guideline}
        </SidePanel>
      )}
      {desk.open === "keys" && (
        <SidePanel title={WORDS.keys} onClose={desk.close}>
          <KeysPanel levels={setup.levels} preferences={desk.preferences} onChange={desk.prefer} />
        </SidePanel>
      )}
    </div>
  );
}

// Where a screen is too low, as on a phone on its side or at 400 %, nothing sticks: the page just scrolls.
const QUERY_STAYS = "[@media(min-height:600px)]:sticky";
const SCALE_STAYS = "[@media(min-height:520px)]:sticky";

function ItemAndScale({ setup, desk, item }: { setup: DeskSetup; desk: Desk; item: HeldItem }) {
  const { session, draft, undo } = desk.judging;
  return (
    <>
      <div
        className={`${QUERY_STAYS} top-0 z-10 border-b bg-paper border-line pt-4 pb-4 max-sm:pt-3 max-sm:pb-3`}
      >
        <QueryOnDesk query={item.query} question={setup.question} />
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
        {desk.open === "problem" ? (
          <ProblemForm
            detail={session.draft.comment}
            onDetail={(comment) => draft({ comment })}
            onSubmit={desk.submitProblem}
            onClose={desk.close}
          />
        ) : (
          <LevelButtons
            levels={setup.levels}
            question={setup.question}
            selected={session.draft.level}
            keys={desk.preferences}
            onSelect={(level) => draft({ level })}
            onPress={desk.press}
          />
        )}
        {desk.open !== "problem" && (
          <DeskHints
            levels={setup.levels.length}
            session={session}
            preferences={desk.preferences}
            isCommentOpen={desk.isCommentOpen}
            onUndo={undo}
            onProblem={() => desk.show("problem")}
            onComment={() => desk.show("comment")}
            onSubmit={desk.submitDraft}
          />
        )}
      </div>
    </>
  );
}

function EmptyDesk({ name, desk }: { name: string; desk: Desk }) {
  const { session, trouble, lookAgain, undo } = desk.judging;
  const reason = trouble === "gone" ? trouble : session.empty;
  const canUndo = session.history.length > 0;
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      {reason ? (
        <NothingLeft reason={reason} onLook={lookAgain} onUndo={canUndo ? undo : null} />
      ) : (
        <p className="m-auto py-16 text-ink-3">{trouble === null ? WORDS.loading : WORDS.noConnection}</p>
      )}
    </>
  );
}
