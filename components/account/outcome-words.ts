import type { SignInOutcome } from "#lib/auth/sign-in.ts";

/** Why somebody is not in yet. */
export const OUTCOME_WORDS: Readonly<Record<Exclude<SignInOutcome, "in">, string>> = {
  wrong: "E-mail address and password do not belong together.",
  "too-many": "Too many tries. Please wait a few minutes.",
  unreachable: "The server could not be reached. Please try again.",
};
