"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { Session } from "./session.ts";
import { WORDS } from "./words.ts";

type DeskHintsProps = {
  levels: number;
  session: Session;
  onUndo: () => void;
  onProblem: () => void;
  onComment: () => void;
  onSubmit: () => void;
};

/** The keys, which are buttons as well. */
export function DeskHints({ levels, session, onUndo, onProblem, onComment, onSubmit }: DeskHintsProps) {
  const last = session.history.at(-1)?.answer.level ?? null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-2 text-[13px] text-ink-2 max-sm:justify-between max-sm:gap-x-0">
      <span className="me-2 flex items-center gap-1.5 max-md:hidden pointer-coarse:hidden">
        <Kbd>1</Kbd>–<Kbd>{levels}</Kbd> {WORDS.judgeAndGoOn}
      </span>
      <Hint letter="U" onPress={onUndo} isDisabled={session.history.length === 0}>
        {WORDS.undo}
        {last !== null && (
          <>
            <span className="sr-only">{WORDS.undoLast}</span>
            <LevelChip level={last} levels={levels} size="small" />
          </>
        )}
      </Hint>
      <Hint letter="X" onPress={onProblem}>
        {WORDS.cannotJudge}
      </Hint>
      <Hint letter="C" onPress={onComment}>
        {WORDS.comment}
      </Hint>
      {session.draft.level !== null && (
        <Button kind="primary" onClick={onSubmit} className="ms-auto max-sm:w-full">
          {WORDS.submit}
        </Button>
      )}
    </div>
  );
}

type HintProps = { letter: string; isDisabled?: boolean; onPress: () => void; children: ReactNode };

function Hint({ letter, isDisabled = false, onPress, children }: HintProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      disabled={isDisabled}
      className="flex min-h-[44px] items-center gap-1.5 rounded-lg px-2 hover:bg-sunken hover:text-ink disabled:opacity-40"
    >
      <span className="pointer-coarse:hidden">
        <Kbd>{letter}</Kbd>
      </span>
      {children}
    </button>
  );
}
