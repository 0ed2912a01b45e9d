import type { SignInOutcome } from "#components/account/sign-in.ts";
import { TOO_MANY_ATTEMPTS } from "#lib/account/rules.ts";

// Everything that the account pages show, in one place.

export const START = {
  title: "Labels you can trust",
  lead: "People judge your items on a scale you define. Assay measures their agreement and their accuracy on hidden gold. Then it freezes labels that you can defend.",
  firstTime:
    "Just started? The terminal where Assay runs shows one-time links. One sets up the first account, two open the demo.",
} as const;

/** Why somebody is not in yet. */
export const OUTCOME_WORDS: Readonly<Record<Exclude<SignInOutcome, "in">, string>> = {
  wrong: "Wrong e-mail address or password.",
  "too-many": TOO_MANY_ATTEMPTS,
  unreachable: "The server could not be reached. Try again.",
};

export const FIELDS = {
  name: "Name",
  email: "E-mail",
  password: "Password",
  passwordHelp: "At least 10 characters. Use several unrelated words.",
} as const;

export const SIGN_IN = {
  title: "Sign in",
  button: "Sign in",
  lead: "No account yet? Annotators need an invite link. Requesters ask the person who runs Assay.",
} as const;

export const SET_UP = {
  title: "Set up Assay",
  button: "Set up Assay",
  lead: "This creates the first account. Admins can see and manage every project. All demo links stop working.",
  closedLead:
    "A setup link works once, within 24 hours, and only before there is an admin. Restart Assay to get a new link.",
} as const;

export const ENTER = {
  title: "Sign in with a link",
  button: "Sign in",
  used: "This link was used or has expired. Restart Assay to get a new link.",
  closedTitle: "This link no longer works",
  closedLead:
    "Each link works once, within 24 hours. Restart Assay to get a new one. Once there is an admin, demo links stop.",
} as const;

export function enterLead(name: string): string {
  return `You will be signed in as ${name}. This link works once.`;
}

export const INVITED = {
  scale: "Scale",
  steps: "First you read a guideline. Then you judge as many items as you like.",
  draft: "This project has not launched yet. You can join now and judge after launch.",
  paused: "This project is paused. You can join now and judge when it resumes.",
  join: "Join project",
  create: "Create account and join",
  notYou: "Not you? Sign out.",
  haveAccount: "Already have an account?",
  thisForm: "This form creates a new account.",
  unknownTitle: "This invite link does not work",
  unknownLead: "The link is incomplete or mistyped. Ask the person who sent it for a new one.",
  endedTitle: "This project is finished",
  closedTitle: "This link is closed",
  joined: "People who already joined can continue judging.",
  endedJoined: "People who joined can still see their judgments.",
  start: "Go to start page",
} as const;

export function invitedBy(name: string | null): string {
  return name ? `${name} invites you to judge items:` : "You are invited to judge items:";
}

export function signedInAs(name: string): string {
  return `You are signed in as ${name}.`;
}

export function endedLead(project: string): string {
  return `${project} no longer accepts annotators.`;
}

export function closedLead(project: string, sender: string | null): string {
  return `Ask ${sender ?? "the person who sent it"} for a new link to ${project}.`;
}
