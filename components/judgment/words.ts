import type { EmptyReason, Outcome } from "#lib/judgment/rules.ts";

// Everything the judging side says, in one place.

export const WORDS = {
  searchedFor: "Someone searched for",
  wasShown: "and was shown",
  open: "Open the page in a new tab",
  guideline: "Guideline",
  close: "Close",
  undo: "Undo",
  comment: "Comment",
  cannotJudge: "Cannot judge",
  saved: "Saved on the server",
  submit: "Submit",
  loading: "Fetching items…",
  again: "Look again",
  signedOut: "You were signed out. Your answers are kept on this device until you sign in again.",
  offline: "The server cannot be reached. Go on judging what is here; nothing is lost.",
  selectMode: "Press twice: choose a level, then Enter",
  selectModeHelp: "A digit only chooses. Enter submits and goes on.",
  singleKeys: "Single keys",
  singleKeysHelp: "Off for speech input: digits and letters do nothing, buttons and Tab still work.",
  keys: "Keys",
  history: "My answers",
  breakOffer: "That were 60 in a row. A short break keeps your eye fresh; the items wait.",
} as const;

export function waitingInWords(waiting: number): string {
  return waiting === 0 ? WORDS.saved : `${waiting} not yet saved on the server`;
}

export const PROBLEMS = [
  { value: "query", name: "The query", help: "It makes no sense, or I cannot tell what is meant." },
  { value: "result", name: "The result", help: "It is missing, broken, or in a language I cannot read." },
  { value: "rater", name: "Me", help: "I do not know enough about this." },
] as const;

export const EMPTY_WORDS: Readonly<Record<EmptyReason, { title: string; text: string }>> = {
  draft: { title: "Not open yet", text: "The project has not been launched. Your place is kept." },
  paused: { title: "Paused", text: "The project is paused. What you judged is safe; come back later." },
  ended: { title: "This project has ended", text: "Thank you. What you judged is safe." },
  suspended: {
    title: "You are suspended here",
    text: "Your work is kept. Please write to whoever invited you.",
  },
  busy: { title: "One moment", text: "Many people are fetching items right now." },
  "in-progress": {
    title: "The rest is with others",
    text: "Everything that is left is being judged by somebody else. If they stop, it comes to you.",
  },
  "judged-all": {
    title: "You have judged everything",
    text: "There is nothing left here for you. Thank you.",
  },
  "rest-paused": {
    title: "Nothing to judge right now",
    text: "What is left was paused because people reported problems with it.",
  },
  "all-done": { title: "All done", text: "Every item has the judgments it needs. Thank you." },
};

type Refusal = Exclude<Outcome["outcome"], "saved" | "unsure"> | "refused";

export const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  conflict: "it differs from one that was sent before",
  unknown: "the item was taken back in the meantime",
  "no-such-level": "the scale was changed",
  "already-judged": "you had judged this item already, perhaps in another tab",
  "nothing-to-undo": "there was nothing to take back",
  "too-late": "only the last ten can be taken back",
  refused: "the server did not accept it",
};
