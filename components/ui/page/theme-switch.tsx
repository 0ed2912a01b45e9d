"use client";

import { Moon, Sun } from "lucide-react";

/** Turns between light and dark at once and remembers it in a cookie, so that the next page does not flash. */
export function ThemeSwitch() {
  function turn() {
    const root = document.documentElement;
    const isDark = getComputedStyle(root).colorScheme === "dark" || (!root.dataset.theme && prefersDark());
    const next = isDark ? "light" : "dark";
    root.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it before the first paint
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
  }
  return (
    <button
      type="button"
      onClick={turn}
      aria-label="Switch between light and dark"
      className="grid size-9 place-items-center rounded-lg text-ink-2 hover:bg-sunken hover:text-ink max-sm:size-[44px]"
    >
      <Sun aria-hidden size={16} className="hidden dark:block" />
      <Moon aria-hidden size={16} className="dark:hidden" />
    </button>
  );
}

function prefersDark(): boolean {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
