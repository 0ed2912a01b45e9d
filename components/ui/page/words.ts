import type { TOO_LONG } from "#lib/errors.ts";

/** What is said in place of a page, or of a part of it, that the server could not make. */
const PAGE_FAILED = {
  title: "This page failed to load",
  text: "The server had an error. Everything you saved is safe. Try again in a moment.",
  again: "Try again",
} as const;

const PAGE_TOO_LONG = {
  title: "This page took too long to load",
  text: "The server stopped loading it. Everything you saved is safe. Try again in a moment.",
  again: "Try again",
} as const;

// Only the type, because a page that failed should load little.
const TOO_LONG_DIGEST: typeof TOO_LONG = "ASSAY_TOO_LONG";

/** The digest is all that a browser gets of an error of the server. */
export function failureOf({ digest }: { digest?: string }): { title: string; text: string; again: string } {
  return digest === TOO_LONG_DIGEST ? PAGE_TOO_LONG : PAGE_FAILED;
}

export const PAGE_NOT_FOUND = {
  title: "Page not found",
  text: "The address is wrong, the page was deleted, or you do not have access to it.",
  start: "Go to start page",
} as const;

/** In place of the rows of a list. */
export const PAGE_EMPTY = {
  title: "This page is empty",
  text: "The list ends before this page.",
  first: "Go to first page",
} as const;
