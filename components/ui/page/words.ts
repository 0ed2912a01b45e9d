/** What is said in place of a page, or of a part of it, that the server could not make. */
export const PAGE_FAILED = {
  title: "This page failed to load",
  text: "The server had an error. Everything you saved is safe. Try again in a moment.",
  again: "Try again",
} as const;
