// What the command line of `npm run honesty` means.
import { parseArgs } from "node:util";

/** A mistake of whoever typed the command; the usage is shown with it. */
export class Misuse extends Error {}

export const USAGE =
  "usage: npm run honesty -- [SECTION…] --data FOLDER [--draws N] [--quick] [--seed S] [--report FILE] [--keep FOLDER]";

export type Asked = {
  /** Names of sections, in the order in which they run */
  readonly sections: readonly string[];
  /** The folder of the sets with known truth */
  readonly data: string;
  /** How often gold is drawn anew */
  readonly draws: number;
  /** Few draws and repeats: a look, not a measurement */
  readonly isQuick: boolean;
  readonly seed: number;
  /** The file of the report, or none */
  readonly report: string | null;
  /** Where findings are kept, so that a section found there is not measured again; or nowhere */
  readonly keep: string | null;
};

const DRAWS = 50;
const QUICK_DRAWS = 5;

const OPTIONS = {
  data: { type: "string" },
  draws: { type: "string" },
  quick: { type: "boolean", default: false },
  seed: { type: "string", default: "1" },
  report: { type: "string" },
  keep: { type: "string" },
} as const;

/**
 * @param known the sections that there are; all of them run where none is named
 * @throws Misuse with a sentence that says what is wrong
 */
export function readArguments(words: readonly string[], known: readonly string[]): Asked {
  const { values, positionals } = parse(words);
  if (values.data === undefined) throw new Misuse("--data is missing");
  const strange = positionals.find((name) => !known.includes(name));
  if (strange !== undefined) throw new Misuse(`no section "${strange}" among ${known.join(", ")}`);
  const draws = values.draws ?? String(values.quick ? QUICK_DRAWS : DRAWS);
  return {
    sections: positionals.length === 0 ? known : positionals,
    data: values.data,
    draws: whole("draws", draws, 1),
    isQuick: values.quick,
    seed: whole("seed", values.seed, 0),
    report: values.report ?? null,
    keep: values.keep ?? null,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, word: string, least: number): number {
  const value = word.trim() === "" ? Number.NaN : Number(word);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Misuse(`--${name} must be a whole number from ${least} on, not "${word}"`);
}
