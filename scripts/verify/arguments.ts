// What the command line of `npm run verify` means.
import { parseArgs } from "node:util";

/** A mistake of whoever typed the command; the usage is shown with it. */
export class Misuse extends Error {}

export const USAGE =
  "usage: npm run verify -- VERSION-FOLDER [--gold gold.jsonl] [--digest SHA-256]\n\n" +
  "Makes the labels of a downloaded dataset version again from its judgments, and names every difference.\n" +
  "  --gold    the acceptable levels of gold, if the file is not in the folder\n" +
  "  --digest  the version's digest as the Datasets page shows it";

export type Arguments = {
  readonly folder: string;
  readonly gold: string | null;
  /** 64 hexadecimal digits */
  readonly digest: string | null;
};

const OPTIONS = { gold: { type: "string" }, digest: { type: "string" } } as const;

/** @throws Misuse with a sentence that says what is wrong */
export function readArguments(words: readonly string[]): Arguments {
  const { positionals, values } = parse(words);
  const [folder, ...more] = positionals;
  if (folder === undefined) throw new Misuse("Name the folder of the version.");
  if (more.length > 0) throw new Misuse("Name one folder only.");
  const digest = values.digest?.toLowerCase() ?? null;
  if (digest !== null && !/^[0-9a-f]{64}$/.test(digest))
    throw new Misuse("--digest must be 64 hexadecimal digits.");
  return { folder, gold: values.gold ?? null, digest };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}
