"use client";

import type { ReactNode } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import { WORDS } from "./words.ts";

type DeskHintsProps = {
  levels: number;
  canUndo: boolean;
  onUndo: () => void;
  onProblem: () => void;
  onComment: () => void;
};

/** The keys, which are buttons as well. */
export function DeskHints({ levels, canUndo, onUndo, onProblem, onComment }: DeskHintsProps) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-2 text-[13px] text-ink-2">
      <span className="me-2 flex items-center gap-1.5 max-md:hidden">
        <Kbd>1</Kbd>–<Kbd>{levels}</Kbd> judge and go on
      </span>
      <Hint letter="U" onPress={onUndo} isDisabled={!canUndo}>
        {WORDS.undo}
      </Hint>
      <Hint letter="X" onPress={onProblem}>
        {WORDS.cannotJudge}
      </Hint>
      <Hint letter="C" onPress={onComment}>
        {WORDS.comment}
      </Hint>
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
      className="flex min-h-11 items-center gap-1.5 rounded-lg px-2 hover:bg-sunken hover:text-ink disabled:opacity-40"
    >
      <Kbd>{letter}</Kbd> {children}
    </button>
  );
}
