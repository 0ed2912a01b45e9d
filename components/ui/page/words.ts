/** What is said in place of a page, or of a part of it, that the server could not make. */
export const PAGE_FAILED = {
  title: "This page failed to load",
  text: "The server had an error. Everything you saved is safe. Try again in a moment.",
  again: "Try again",
} as const;

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
