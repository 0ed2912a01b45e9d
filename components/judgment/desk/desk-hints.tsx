"use client";

import type { ReactNode } from "react";
import type { Session } from "#components/judgment/session/session.ts";
import type { Preferences } from "#components/judgment/shortcuts/preferences.ts";
import { type ShortcutName, shortcutsOf } from "#components/judgment/shortcuts/shortcuts.ts";
import { WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";

type DeskHintsProps = {
  levels: number;
  session: Session;
  preferences: Preferences;
  isCommentOpen: boolean;
  onUndo: () => void;
  onUnratable: () => void;
  onComment: () => void;
  onSubmit: () => void;
};

/** The shortcuts, which are buttons as well. */
export function DeskHints(props: DeskHintsProps) {
  const { levels, session, preferences, isCommentOpen, onUndo, onUnratable, onComment, onSubmit } = props;
  const shortcutOf = (name: ShortcutName) => shortcutsOf(name, preferences)[0] ?? null;
  const last = session.history.at(-1)?.answer.level ?? null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-2 text-[13px] text-ink-2 max-sm:justify-between max-sm:gap-x-0">
      <LevelShortcuts levels={levels} preferences={preferences} isCommentOpen={isCommentOpen} />
      <Hint letter={shortcutOf("undo")} onPress={onUndo} isDisabled={session.history.length === 0}>
        {WORDS.undo}
        {last !== null && (
          <>
            <span className="sr-only">{WORDS.undoLast}</span>
            <LevelChip level={last} levels={levels} size="small" />
          </>
        )}
      </Hint>
      <Hint letter={shortcutOf("unratable")} onPress={onUnratable}>
        {WORDS.cannotJudge}
      </Hint>
      <Hint letter={shortcutOf("comment")} onPress={onComment}>
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

type LevelShortcutsProps = { levels: number; preferences: Preferences; isCommentOpen: boolean };

/** What digits do; where the person has other shortcuts, the levels show them. */
function LevelShortcuts({ levels, preferences, isCommentOpen }: LevelShortcutsProps) {
  const { hasShortcuts, ownShortcuts } = preferences;
  const isSelectFirst = preferences.isSelectFirst || isCommentOpen;
  const hasDigits = hasShortcuts && !Object.keys(ownShortcuts).some((name) => name.startsWith("level-"));
  return (
    <span className="me-2 flex items-center gap-1.5 max-md:hidden pointer-coarse:hidden">
      {hasDigits && (
        <>
          <Kbd>1</Kbd>–<Kbd>{levels}</Kbd> {isSelectFirst ? WORDS.chooseFirst : WORDS.judgeAndGoOn}
        </>
      )}
      {(isSelectFirst || !hasShortcuts) && (
        <>
          {/* In the comment Enter alone is a new line. */}
          <Kbd>{isCommentOpen ? "Ctrl+Enter" : "Enter"}</Kbd> {WORDS.thenSubmit}
        </>
      )}
    </span>
  );
}

type HintProps = { letter: string | null; isDisabled?: boolean; onPress: () => void; children: ReactNode };

function Hint({ letter, isDisabled = false, onPress, children }: HintProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      disabled={isDisabled}
      className="flex min-h-[44px] items-center gap-1.5 rounded-lg px-2 hover:bg-sunken hover:text-ink disabled:opacity-40"
    >
      {letter && (
        <span className="pointer-coarse:hidden">
          <Kbd>{letter}</Kbd>
        </span>
      )}
      {children}
    </button>
  );
}
