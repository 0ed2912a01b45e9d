import "server-only";
import type { Account } from "#lib/account/schema.ts";
import { AppError } from "#lib/errors.ts";

// zxcvbn's 3 of 4: more than 10^8 guesses, out of reach of whoever has stolen the hashes.
const LEAST_SCORE = 3;
// Estimating holds up every other request of the process; at these bounds it takes some hundredths of a second.
const BOUNDS = { maxLength: 64, l33tMaxSubstitutions: 10 };
const WEAK =
  "This password is easy to guess. Use several unrelated words, and not your name or e-mail address.";

let loading: ReturnType<typeof load> | undefined;

/** Refuses a password that is easy to guess: a common one, a pattern, or one made of the person's own name. */
export async function refuseWeakPassword({ name, email, password }: Account): Promise<void> {
  loading ??= load();
  // What is hashed is what is judged.
  const { score } = (await loading).check(password.normalize("NFKC"), [name, email, ...email.split(/[@.]/)]);
  if (score < LEAST_SCORE) throw new AppError("invalid", WEAK, { password: WEAK });
}

// The word lists take 40 MB and most of a second: only the process in which somebody makes an account has them.
async function load() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const dictionary = { ...common.dictionary, ...english.dictionary };
  return new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs, ...BOUNDS });
}
