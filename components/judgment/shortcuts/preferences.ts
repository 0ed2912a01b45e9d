"use client";

import { useSyncExternalStore } from "react";
import type { OwnShortcut, ShortcutName, ShortcutSettings } from "./shortcuts.ts";

export type Preferences = ShortcutSettings & {
  /** A digit only chooses; Enter submits */
  isSelectFirst: boolean;
};

/** As the browser keeps them. The names stay, because preferences of earlier versions are still there. */
type StoredPreferences = {
  isSelectFirst: boolean;
  hasSingleKeys: boolean;
  ownKeys: Preferences["ownShortcuts"];
};

const STORAGE_KEY = "assay-judging";
const CHANGED = "assay-judging-changed";
/** Where a browser forbids storage they last as long as the page. */
let inMemory = "";

/** How this person likes to judge, kept on this device. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const text = useSyncExternalStore(subscribe, readText, () => "");
  const preferences = parsePreferences(text);
  return [
    preferences,
    (change) => {
      inMemory = JSON.stringify(toStored({ ...preferences, ...change }));
      try {
        localStorage.setItem(STORAGE_KEY, inMemory);
      } catch {
        // Then the page remembers them.
      }
      dispatchEvent(new Event(CHANGED));
    },
  ];
}

function subscribe(listener: () => void): () => void {
  addEventListener(CHANGED, listener);
  addEventListener("storage", listener);
  return () => {
    removeEventListener(CHANGED, listener);
    removeEventListener("storage", listener);
  };
}

function readText(): string {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? inMemory;
  } catch {
    return inMemory;
  }
}

let parsed: { text: string; preferences: Preferences } | null = null;

/** What was stored by this or an older page; the same text gives the same object. */
export function parsePreferences(text: string): Preferences {
  if (parsed?.text !== text) parsed = { text, preferences: read(text) };
  return parsed.preferences;
}

function read(text: string): Preferences {
  const stored = asObject(text);
  return {
    isSelectFirst: stored.isSelectFirst === true,
    hasShortcuts: stored.hasSingleKeys !== false,
    ownShortcuts: Object.fromEntries(
      Object.entries(stored.ownKeys ?? {}).filter(
        ([name, shortcut]) =>
          isName(name) && shortcut !== undefined && (shortcut === null || isShortcut(shortcut)),
      ),
    ),
  };
}

export function toStored({ isSelectFirst, hasShortcuts, ownShortcuts }: Preferences): StoredPreferences {
  return { isSelectFirst, hasSingleKeys: hasShortcuts, ownKeys: ownShortcuts };
}

function asObject(text: string): Partial<StoredPreferences> {
  try {
    return (JSON.parse(text) as Partial<StoredPreferences> | null) ?? {};
  } catch {
    return {};
  }
}

function isName(name: string): name is ShortcutName {
  return /^(?:undo|unratable|comment|guideline|level-[1-7])$/.test(name);
}

function isShortcut(shortcut: Partial<OwnShortcut>): boolean {
  return typeof shortcut.code === "string" && typeof shortcut.label === "string";
}
