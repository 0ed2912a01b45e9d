import type { Ahead, EmptyReason } from "#lib/judgment/rules.ts";
import type { Refusal } from "./outbox/outbox.ts";

// Everything that the judging side shows, in one place.

export const WORDS = {
  // The desk
  searchedFor: "Someone searched for",
  wasShown: "and was shown",
  item: "Item to judge",
  open: "Open the page in a new tab",
  noPicture: "no picture",
  guideline: "Guideline",
  shortcuts: "Shortcuts and settings",
  history: "My judgments",
  close: "Close",
  sitting: "This session",
  saved: "Saved on the server",
  contest: "Contest it in My judgments",
  loading: "Loading items…",
  noConnection: "Waiting for a connection to load the next items…",

  // Judging
  judgeAndGoOn: "judge and continue",
  chooseFirst: "choose",
  thenSubmit: "submit and continue",
  submit: "Submit judgment",
  undo: "Undo",
  undoLast: ", the last level was",
  cannotJudge: "Cannot judge",
  comment: "Comment",
  commentHelp: "Choose a level, then press Ctrl+Enter to submit both.",
  commentHelpByTouch: "Choose a level, then submit both.",
  removeComment: "Remove comment",
  whyNot: "Why can’t you judge this item?",
  inAFewWords: "Details",
  sendReason: "Submit reason",

  // Notices
  signedOut: "You are signed out. Your judgments stay on this device until you sign in again.",
  signIn: "Sign in",
  offline: "The server cannot be reached. Your judgments are saved on this device and sent later.",
  breakOffer: "You judged 60 items in a row. Take a short break if you like. Your items will wait.",
  guidelineNews: "The guideline changed",
  scaleNews: "The scale changed",
  openGuideline: "Open guideline",
  linesRemoved: "Removed from the guideline:",
  discardText: "Discard text",
  seen: "Dismiss",
  again: "Check again",
  allProjects: "All projects",
  requesterReason: "The requester’s reason:",

  // Shortcuts and settings
  selectMode: "Choose first, then Enter",
  selectModeHelp: "A digit chooses a level. Enter submits it.",
  singleShortcuts: "Single-key shortcuts",
  singleShortcutsHelp: "Turn off for speech input. Buttons and Tab still work.",
  ownShortcuts: "Shortcuts",
  ownShortcutsHelp: "Select a shortcut to change it or turn it off. Saved on this device.",
  pressShortcut: "Press the new key.",
  keepShortcut: "Keep shortcut",
  shortcutOff: "Turn off shortcut",
  usualShortcut: "Reset shortcut",
  usualShortcuts: "Reset all shortcuts",
  shortcutRefused: "This key cannot be used. Press another key.",
  noShortcut: "no shortcut",
  theme: "Light or dark",

  // Before the first item
  scale: "The scale",
  scaleAside: "one key per level",
  start: "Start judging",
  guidelineChanged: "The guideline changed since you last read it",

  // My projects
  projects: "Projects",
  judge: "Judge",
  judgeLead: "The projects you were invited to.",
  noProjects: "You are not in a project yet. Open the invite link from your requester to join one.",
  lastJudged: "Last judged",
  notBegun: "No judgments yet",
  nothingLeft: "Nothing left for you right now",

  // My judgments
  reinstated: "The requester reinstated you",
  missed: "Where you and the requester differed",
  missedAside: "The requester judged some items beforehand",
  noJudgments: "No judgments yet",
  noJudgmentsHelp: "Your judgments appear here, newest first.",
  goOn: "Continue judging",
  newer: "Newer",
  older: "Older",
  pages: "Pages",
} as const;

export const HISTORY_COLUMNS = ["Judgment", "Item", "Comment", "When"] as const;

/** Where what was judged is: on the server, on this device, or, where that keeps nothing, only on this page. */
export function savedInWords(waiting: number, isKept: boolean): string {
  if (waiting === 0) return WORDS.saved;
  return isKept ? `${waiting} saved on this device` : `${waiting} not yet saved`;
}

export function missesInWords(misses: number): string {
  return misses === 1
    ? "Your answer differs from the requester’s"
    : `Your answers on ${misses} items differ from the requester’s`;
}

export function questionInWords(question: string): string {
  return `The question is now: ${question}`;
}

export function renamedInWords(value: number, before: string, after: string): string {
  return `Level ${value} was “${before}” and is now “${after}”.`;
}

export function definitionInWords(value: number, definition: string): string {
  return definition === ""
    ? `Level ${value} has no definition now.`
    : `Level ${value} has a new definition: ${definition}`;
}

export function examplesInWords(value: number, examples: string): string {
  return examples === ""
    ? `Level ${value} has no examples now.`
    : `Level ${value} has new examples: ${examples}`;
}

export function moreLinesInWords(lines: number): string {
  return lines === 1 ? "and 1 more line" : `and ${lines} more lines`;
}

/** The item was answered, removed or lent to someone else while a text on it was not sent. */
export function strayInWords(about: string): string {
  return `“${about}” is no longer assigned to you. Your text was not sent:`;
}

export function itemInWords(count: number): string {
  return `Item ${count}.`;
}

export function positionInWords(position: number, results: number): string {
  return `${position} of ${results} results`;
}

export function todayInWords(today: number): string {
  return `${today} today`;
}

/** The server says 51 or more. Until it is asked again a few are answered, so the number shown is one that holds. */
const MANY = 40;

/** 3 left; 11 to 20 left; more than 40 left */
export function aheadInWords({ least, most }: Ahead): string {
  if (most === null) return `more than ${Math.max(0, Math.min(MANY, least - 1))} left`;
  if (most <= 0) return WORDS.nothingLeft;
  return least >= most ? `${most} left` : `${Math.max(1, least)} to ${most} left`;
}

export function notSavedInWords(kind: "judge" | "undo", about: string, refusal: Refusal): string {
  const what = kind === "undo" ? "Your undo" : "Your judgment";
  return `${what} of “${about}” could not be saved: ${REFUSAL_WORDS[refusal]}.`;
}

export function commentNotSavedInWords(comment: string): string {
  return `You wrote: “${comment}”`;
}

export const YOU_SEE_GOLD = {
  title: "You can see this project’s gold",
  text: "You are a project member, an admin, or someone who set gold. Your gold accuracy does not measure your work.",
  inList: "You can see this project’s gold. Your gold accuracy does not measure your work.",
} as const;

/** Why an item cannot be judged. */
export const REASONS = [
  { value: "query", name: "The query", help: "It makes no sense, or I cannot tell what is meant." },
  { value: "result", name: "The result", help: "It is missing, broken, or in a language I cannot read." },
  { value: "rater", name: "Me", help: "I do not know enough about this." },
] as const;

/** What has a shortcut that can be changed, besides the levels. */
export const SHORTCUT_NAMES = [
  { name: "undo", does: "Undo the last judgment" },
  { name: "unratable", does: "Cannot judge" },
  { name: "comment", does: "Comment" },
  { name: "guideline", does: "Guideline" },
] as const;

/** Shortcuts that work whatever is switched off. */
export const FIXED_SHORTCUTS = [
  { shortcuts: ["Tab", "↑", "↓"], does: "move without judging" },
  { shortcuts: ["Enter"], does: "submit the chosen level" },
  { shortcuts: ["Ctrl Z"], does: "undo, up to ten times" },
  { shortcuts: ["Esc"], does: "close" },
] as const;

const LEFT = WORDS.nothingLeft;

export const EMPTY_WORDS: Readonly<Record<EmptyReason | "gone", { title: string; text: string }>> = {
  draft: { title: "Not open yet", text: "This project has not launched yet. You can judge after launch." },
  paused: { title: "Project paused", text: "Your judgments are saved. Come back later." },
  ended: { title: "This project is finished", text: "Your judgments are saved. Thank you for your work." },
  suspended: {
    title: "You are suspended in this project",
    text: "Your judgments are kept. Contact the person who invited you.",
  },
  quiz: {
    title: "A short practice quiz comes first",
    text: "Reload this page to start the practice quiz. It shows how to use the scale.",
  },
  review: {
    title: "No new items for now",
    text: "Your answers often differed from the requester’s. The requester will review them and decide. You do not need to do anything. Your judgments are kept and counted.",
  },
  gone: { title: "You are no longer in this project", text: "Contact the person who invited you." },
  busy: { title: "One moment", text: "Many people are loading items. This page will try again." },
  "in-progress": {
    title: LEFT,
    text: "Other people have the remaining items, or the items are being checked. This page keeps looking for items for you.",
  },
  "judged-all": {
    title: LEFT,
    text: "You have judged every item you can. The remaining items need other people. Thank you.",
  },
  "rest-paused": { title: LEFT, text: "The remaining items are paused." },
  "all-done": { title: LEFT, text: "Every item has the judgments it needs. Thank you." },
};

const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  conflict: "the server already has a different answer",
  unknown: "the item is no longer assigned to you",
  "no-such-level": "the scale changed",
  "already-judged": "you already judged this item, perhaps in another tab",
  "nothing-to-undo": "there was nothing to undo",
  "too-late": "only the last ten judgments can be undone",
  closed: "you have already seen the acceptable levels",
  suspended: "you are suspended in this project",
  refused: "the server did not accept it",
};
