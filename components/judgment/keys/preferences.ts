"use client";

import { useSyncExternalStore } from "react";
import type { KeyName, KeySettings, OwnKey } from "./keys.ts";

export type Preferences = KeySettings & {
  /** A digit only chooses; Enter submits */
  isSelectFirst: boolean;
};

const KEY = "assay-judging";
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
      inMemory = JSON.stringify({ ...preferences, ...change });
      try {
        localStorage.setItem(KEY, inMemory);
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
    return localStorage.getItem(KEY) ?? inMemory;
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
    hasSingleKeys: stored.hasSingleKeys !== false,
    ownKeys: Object.fromEntries(
      Object.entries(stored.ownKeys ?? {}).filter(
        ([name, key]) => isName(name) && key !== undefined && (key === null || isKey(key)),
      ),
    ),
  };
}

function asObject(text: string): Partial<Preferences> {
  try {
    return (JSON.parse(text) as Partial<Preferences> | null) ?? {};
  } catch {
    return {};
  }
}

function isName(name: string): name is KeyName {
  return /^(?:undo|unratable|comment|guideline|level-[1-7])$/.test(name);
}

function isKey(key: Partial<OwnKey>): boolean {
  return typeof key.code === "string" && typeof key.label === "string";
}
