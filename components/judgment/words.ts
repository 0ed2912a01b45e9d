import type { MyProject } from "#lib/annotator/rules/roster.ts";
import type { Ahead, EmptyReason } from "#lib/judgment/rules.ts";
import type { Refusal } from "./outbox/outbox.ts";

// Everything the judging side says, in one place.

export const WORDS = {
  // The desk
  searchedFor: "Someone searched for",
  wasShown: "and was shown",
  item: "Item to judge",
  open: "Open the page in a new tab",
  noPicture: "no picture",
  guideline: "Guideline",
  keys: "Keys and settings",
  history: "My judgments",
  close: "Close",
  sitting: "This sitting",
  saved: "Saved on the server",
  contest: "Contest it in My judgments",
  loading: "Fetching items…",
  noConnection: "Waiting for the connection, to fetch the next items…",

  // Judging
  judgeAndGoOn: "judge and go on",
  chooseFirst: "choose",
  thenSubmit: "submit and go on",
  submit: "Submit",
  undo: "Undo",
  undoLast: "Undo, last was",
  cannotJudge: "Cannot judge",
  comment: "Comment",
  commentHelp: "Choose a level, then press Ctrl and Enter: both go together.",
  removeComment: "Remove comment",
  whatProblem: "What is the problem?",
  inAFewWords: "In a few words",
  sendProblem: "Send and go on",

  // What one has to know
  signedOut: "You were signed out. Your judgments are kept on this device until you sign in again.",
  signIn: "Sign in",
  offline: "The server cannot be reached. Your judgments are kept on this device and sent when it is back.",
  breakOffer: "That was 60 in a row. A short break keeps your eye fresh; the items wait.",
  guidelineNews: "The guideline changed",
  scaleNews: "The scale changed",
  openGuideline: "Open guideline",
  linesRemoved: "No longer in the guideline:",
  discardText: "Discard text",
  seen: "I have seen it",
  again: "Look again",
  allProjects: "All projects",

  // Keys and settings
  selectMode: "Choose first, then Enter",
  selectModeHelp: "A digit only chooses. Enter submits and goes on.",
  singleKeys: "Single keys",
  singleKeysHelp: "Off for speech input: digits and letters do nothing, buttons and Tab still work.",
  ownKeys: "Keys",
  ownKeysHelp: "Press one to change it or to switch it off. Kept on this device.",
  pressKey: "Press the new key",
  keepKey: "Keep it",
  keyOff: "Switch off",
  usualKey: "Usual key",
  usualKeys: "All usual keys again",
  keyRefused: "This key cannot be used. Press another.",
  noKey: "no key",
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
  noProjects:
    "You judge in no project yet. Open the invite link that a requester sends you; it brings you here.",
  lastJudged: "Last judged",
  notBegun: "You have not begun",
  nothingLeft: "Nothing left for you right now",

  // My judgments
  noJudgments: "No judgments yet",
  noJudgmentsHelp: "What you judge is listed here, the newest first.",
  goOn: "Go on judging",
  newer: "Newer",
  older: "Older",
  pages: "Pages",
} as const;

export const HISTORY_COLUMNS = ["Judgment", "Item", "Comment", "When"] as const;

export const PROJECT_STATES: Readonly<Record<MyProject["state"], string>> = {
  draft: "not open yet",
  live: "open",
  paused: "paused",
  ended: "ended",
};

/** Where what was judged is: on the server, on this device, or, where that keeps nothing, only on this page. */
export function savedInWords(waiting: number, isKept: boolean): string {
  if (waiting === 0) return WORDS.saved;
  return isKept ? `${waiting} saved on this device` : `${waiting} not yet saved`;
}

export function missesInWords(misses: number): string {
  return misses === 1 ? "One of your answers was checked" : `${misses} of your answers were checked`;
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

/** The item is answered, removed or lent to somebody else, and words on it were not sent. */
export function strayInWords(about: string): string {
  return `“${about}” is no longer on your desk. What you wrote on it was not sent:`;
}

export function itemInWords(count: number): string {
  return `Item ${count}.`;
}

export function placeInWords(place: number, results: number): string {
  return `${place} of ${results} results`;
}

export function todayInWords(today: number): string {
  return `${today} today`;
}

/** 3 left; 11 to 20 left; more than 50 left */
export function aheadInWords({ least, most }: Ahead): string {
  if (most === null) return `more than ${Math.max(0, least - 1)} left`;
  if (most <= 0) return WORDS.nothingLeft;
  return least >= most ? `${most} left` : `${Math.max(1, least)} to ${most} left`;
}

export function judgedInWords(judged: number, pseudonym: string): string {
  const begun = judged === 0 ? WORDS.notBegun : `You judged ${judged} ${judged === 1 ? "item" : "items"}`;
  return `${begun} · here you are called ${pseudonym}`;
}

export function notSavedInWords(kind: "judge" | "undo", about: string, refusal: Refusal): string {
  const what = kind === "undo" ? "Your undo" : "Your judgment";
  return `${what} on “${about}” could not be saved: ${REFUSAL_WORDS[refusal]}.`;
}

export function commentNotSavedInWords(comment: string): string {
  return `You wrote: “${comment}”`;
}

export const SEES_GOLD = {
  title: "You can see this project’s gold",
  text: "You are a member of this project, an admin, or you set keys of it. Your accuracy on gold does not measure you.",
  inList: "You can see this project’s gold. Your accuracy on it does not measure you.",
} as const;

export const PROBLEMS = [
  { value: "query", name: "The query", help: "It makes no sense, or I cannot tell what is meant." },
  { value: "result", name: "The result", help: "It is missing, broken, or in a language I cannot read." },
  { value: "rater", name: "Me", help: "I do not know enough about this." },
] as const;

/** What has a key that can be changed, besides the levels. */
export const KEY_NAMES = [
  { name: "undo", does: "Take the last judgment back" },
  { name: "unratable", does: "Cannot judge" },
  { name: "comment", does: "Comment" },
  { name: "guideline", does: "Guideline" },
] as const;

/** Keys that work whatever is switched off. */
export const FIXED_KEYS = [
  { keys: ["Tab", "↑", "↓"], does: "move without judging" },
  { keys: ["Enter"], does: "submit the chosen level" },
  { keys: ["Ctrl Z"], does: "take back, up to ten" },
  { keys: ["Esc"], does: "close" },
] as const;

const LEFT = WORDS.nothingLeft;

export const EMPTY_WORDS: Readonly<Record<EmptyReason | "gone", { title: string; text: string }>> = {
  draft: { title: "Not open yet", text: "The project has not been launched. Your place is kept." },
  paused: { title: "Paused", text: "The project is paused. What you judged is safe; come back later." },
  ended: { title: "This project has ended", text: "Thank you. What you judged is safe." },
  suspended: {
    title: "You are suspended here",
    text: "Your work is kept. Please write to whoever invited you.",
  },
  quiz: {
    title: "A short practice quiz comes first",
    text: "Please load this page again: a few practice items show how the scale is meant.",
  },
  review: {
    title: "Nothing new for you for now",
    text: "Your answers differed often from the requester's, so a person looks at them and decides. There is nothing you need to do; what you judged is kept and counts.",
  },
  gone: { title: "You are no longer in this project", text: "Please write to whoever invited you." },
  busy: { title: "One moment", text: "Many people are fetching items right now." },
  "in-progress": {
    title: LEFT,
    text: "Everything that is left is with other people or being checked. If you are needed, it comes to you: this page keeps looking.",
  },
  "judged-all": {
    title: LEFT,
    text: "You have judged everything that you can. What is left needs other people. Thank you.",
  },
  "rest-paused": { title: LEFT, text: "What is left is paused, so nobody gets it for now." },
  "all-done": { title: LEFT, text: "All done: every item has the judgments it needs. Thank you." },
};

const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  conflict: "it differs from one that was sent before",
  unknown: "the item was taken back in the meantime",
  "no-such-level": "the scale was changed",
  "already-judged": "you had judged this item already, perhaps in another tab",
  "nothing-to-undo": "there was nothing to take back",
  "too-late": "only the last ten can be taken back",
  closed: "you were told what was right",
  refused: "the server did not accept it",
};
