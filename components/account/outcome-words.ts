import type { SignInOutcome } from "#components/account/sign-in.ts";

/** Why somebody is not in yet. */
export const OUTCOME_WORDS: Readonly<Record<Exclude<SignInOutcome, "in">, string>> = {
  wrong: "Wrong e-mail address or password.",
  "too-many": "Too many wrong tries. Wait a few minutes, then try again.",
  unreachable: "The server could not be reached. Try again.",
};
