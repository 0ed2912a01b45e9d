"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { type Judging, useJudging } from "#components/judgment/session/use-judging.ts";
import { type Preferences, usePreferences } from "#components/judgment/shortcuts/preferences.ts";
import type { ShortcutCommand } from "#components/judgment/shortcuts/shortcuts.ts";
import { useShortcuts } from "#components/judgment/shortcuts/use-shortcuts.ts";
import type { HeldItem } from "#lib/judgment/rules.ts";
import type { Unratable } from "#lib/judgment/schema.ts";
import { type ReadScreen, type Screen, type ScreenNews, useScreen } from "./use-screen.ts";

export type Desk = {
  screen: Screen;
  news: ScreenNews | null;
  putNewsAside: () => void;
  judging: Judging;
  preferences: Preferences;
  prefer: (change: Partial<Preferences>) => void;
  /** What is open beside or below the item */
  open: Open;
  isCommentOpen: boolean;
  isUnratableOpen: boolean;
  show: (open: Open) => void;
  close: () => void;
  showUnratable: () => void;
  closeUnratable: () => void;
  removeComment: () => void;
  /** A digit, a click or a tap on a level */
  press: (level: number) => void;
  submitDraft: () => void;
  submitUnratable: (unratable: Unratable) => void;
  heading: RefObject<HTMLHeadingElement | null>;
};

type Open = null | "comment" | "guideline" | "shortcuts";
type DeskOf = { projectId: string; owner: string; first: Screen; read: ReadScreen };

/** What shortcuts and buttons do on the judging page. */
export function useDesk({ projectId, owner, first, read }: DeskOf): Desk {
  const { shown, news, noteDigest, putAside } = useScreen(projectId, first, read);
  const judging = useJudging({ projectId, owner, screen: shown, onScreen: noteDigest });
  const [preferences, prefer] = usePreferences();
  const [open, setOpen] = useState<Open>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { session, answer, draft } = judging;
  const item = session.queue[0];
  const isUnratableOpen = session.draft.unratable !== null;
  const isCommentOpen = !isUnratableOpen && (open === "comment" || session.draft.comment !== "");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new item takes the focus, whatever else changed
  useEffect(() => {
    // An empty field that was opened for the item before; words bring theirs back.
    setOpen((was) => (was === "comment" ? null : was));
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [item?.id]);
  usePicturesAhead(session.queue);
  const opener = useRef<Element | null>(null);

  const isAnythingOpen = open !== null || isUnratableOpen;

  function rememberOpener() {
    if (!isAnythingOpen) opener.current = document.activeElement;
  }

  // Back to where the person was, or to the item where that is gone.
  function goBack() {
    const before = isAnythingOpen ? opener.current : null;
    const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
    (isThere ? before : heading.current)?.focus({ preventScroll: true });
  }

  function show(what: Open) {
    rememberOpener();
    setOpen(what);
  }

  function close() {
    setOpen(null);
    goBack();
  }

  // A part of the draft, so that it outlives a reload and a look at the guideline.
  function showUnratable() {
    rememberOpener();
    setOpen(null);
    draft({ unratable: "query" });
  }

  function closeUnratable() {
    draft({ unratable: null });
    goBack();
  }

  function submit(level: number | null, unratable: Unratable | null) {
    const comment = session.draft.comment.trim() || null;
    const isTaken = answer({ level, unratable, comment });
    // The guideline may stay beside the items; a form belongs to one item.
    if (isTaken) setOpen((was) => (was === "comment" ? null : was));
  }

  function submitDraft() {
    if (session.draft.level !== null) submit(session.draft.level, null);
  }

  function press(level: number) {
    if (!(preferences.isSelectFirst || isCommentOpen)) return submit(level, null);
    draft({ level });
    // Enter now submits, wherever the focus was: on a button it would press that.
    heading.current?.focus({ preventScroll: true });
  }

  function obey(command: ShortcutCommand): boolean {
    if (command.kind === "close") {
      const miss = judging.feedback.misses[0];
      if (!isAnythingOpen && miss) judging.feedback.putAside(miss.id);
      if (open === null && isUnratableOpen) closeUnratable();
      else close();
      return isAnythingOpen || miss !== undefined;
    }
    if (command.kind === "guideline") {
      if (open === "guideline") close();
      else show("guideline");
      return true;
    }
    // Behind an open form letters and digits belong to the form.
    if (isUnratableOpen || !(item || command.kind === "undo")) return false;
    if (command.kind === "undo") judging.undo();
    else if (command.kind === "level") press(command.level);
    else if (command.kind === "submit") submitDraft();
    else if (command.kind === "unratable") showUnratable();
    else show("comment");
    return true;
  }
  useShortcuts({ levels: shown.levels.length, settings: preferences, onCommand: obey });

  return {
    screen: shown,
    news,
    putNewsAside: putAside,
    judging,
    preferences,
    prefer,
    open,
    isCommentOpen,
    isUnratableOpen,
    show,
    close,
    showUnratable,
    closeUnratable,
    removeComment: () => {
      draft({ level: null, comment: "" });
      close();
    },
    press,
    submitDraft,
    submitUnratable: (unratable) => submit(null, unratable),
    heading,
  };
}

// The next items are painted without the network, their pictures too.
function usePicturesAhead(queue: readonly HeldItem[]): void {
  const ahead = queue
    .slice(1, 4)
    .map(({ content }) => content.image)
    .join(" ");
  useEffect(() => {
    for (const address of ahead.split(" ").filter(Boolean)) {
      const picture = new Image();
      picture.referrerPolicy = "no-referrer";
      picture.src = address;
    }
  }, [ahead]);
}
