import "server-only";
import type { Account } from "#lib/account/schema.ts";
import { AppError } from "#lib/errors.ts";

// zxcvbn's score 3 of 4: more than 10^8 guesses, too many for someone who has stolen the hashes.
const LEAST_SCORE = 3;
// Estimating blocks every other request of the process. Within these bounds it takes a few hundredths of a second.
const BOUNDS = { maxLength: 64, l33tMaxSubstitutions: 10 };
const WEAK =
  "This password is easy to guess. Use several unrelated words, and not your name or e-mail address.";

let loading: ReturnType<typeof load> | undefined;

/** Refuses a password that is easy to guess: a common one, a pattern, or one made of the person's own name. */
export async function refuseWeakPassword({ name, email, password }: Account): Promise<void> {
  loading ??= load();
  // The same text is rated that will be hashed.
  const { score } = (await loading).check(password.normalize("NFKC"), [name, email, ...email.split(/[@.]/)]);
  if (score < LEAST_SCORE) throw new AppError("invalid", WEAK, { password: WEAK });
}

// The word lists take 40 MB and most of a second: only a process in which somebody creates an account loads them.
async function load() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const dictionary = { ...common.dictionary, ...english.dictionary };
  return new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs, ...BOUNDS });
}
