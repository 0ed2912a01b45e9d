"use client";

import { useEffect, useRef } from "react";
import { commandOf, pressOf, type ShortcutCommand, type ShortcutSettings } from "./shortcuts.ts";

type Shortcuts = {
  levels: number;
  settings: ShortcutSettings;
  onCommand: (command: ShortcutCommand) => boolean;
};

/** Listens to the whole page; `onCommand` tells whether the shortcut was used up. */
export function useShortcuts({ levels, settings, onCommand }: Shortcuts): void {
  const handler = useRef(onCommand);
  handler.current = onCommand;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      const isTyping =
        target instanceof Element &&
        target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
      // Enter on a button or a link presses it, on a summary unfolds it, and in a form sends it.
      const isOwn =
        target instanceof Element && target.closest("button, a, summary, form, [role=dialog]") !== null;
      const command = commandOf(pressOf(event, isTyping), levels, settings);
      if (command === null || (command.kind === "submit" && isOwn)) return;
      if (handler.current(command)) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [levels, settings]);
}
