"use client";

import { useSyncExternalStore } from "react";

export type Preferences = {
  /** A digit only chooses; Enter submits */
  isSelectFirst: boolean;
  hasSingleKeys: boolean;
};

const KEY = "assay-judging";
const CHANGED = "assay-judging-changed";
/** Where a browser forbids storage they last as long as the page. */
let inMemory = "";
const DEFAULTS: Preferences = { isSelectFirst: false, hasSingleKeys: true };

/** How this person likes to judge, kept on this device. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const text = useSyncExternalStore(subscribe, readText, () => "");
  const preferences = parse(text);
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

function parse(text: string): Preferences {
  try {
    const stored = JSON.parse(text) as Partial<Preferences>;
    return {
      isSelectFirst: stored.isSelectFirst === true,
      hasSingleKeys: stored.hasSingleKeys !== false,
    };
  } catch {
    return DEFAULTS;
  }
}
