import { signIn, signOut } from "next-auth/react";

export type SignInOutcome = "in" | "wrong" | "too-many" | "unreachable";

/** Signs this browser in; runs in the browser. */
export async function signInWithPassword(email: string, password: string): Promise<SignInOutcome> {
  return outcomeOf(() => signIn("password", { email, password, redirect: false }));
}

/** Spends a one-time link and signs this browser in. */
export async function signInWithLink(token: string): Promise<SignInOutcome> {
  return outcomeOf(() => signIn("link", { token, redirect: false }));
}

export async function signOutHere(): Promise<void> {
  await signOut({ redirect: false });
}

type Answer = { ok: boolean; error?: string | null } | undefined;

async function outcomeOf(attempt: () => Promise<Answer>): Promise<SignInOutcome> {
  try {
    const answer = await attempt();
    if (answer?.ok && !answer.error) return "in";
    return answer?.error === "too_many" ? "too-many" : "wrong";
  } catch {
    return "unreachable";
  }
}
