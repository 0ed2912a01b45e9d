// What the command line of `npm run consensus` means.
import { parseArgs } from "node:util";

/** A mistake of whoever typed the command; the usage is shown with it. */
export class Misuse extends Error {}

export const USAGE =
  "usage: npm run consensus -- --labels labels.csv [--truth truth.csv] [--levels K | --nominal]\n" +
  "                            [--gold-share F] [--seed S] [--max-per-item N] [--out FILE]";

export type Arguments = {
  readonly labels: string;
  readonly truth: string | null;
  /** Levels declared, none in an order, or whatever the files hold */
  readonly scale: number | "nominal" | "found";
  /** Part of the truths that the rules may see, 0..1 */
  readonly goldShare: number;
  readonly seed: number;
  readonly maxPerItem: number | null;
  readonly out: string | null;
};

const OPTIONS = {
  labels: { type: "string" },
  truth: { type: "string" },
  levels: { type: "string" },
  nominal: { type: "boolean" },
  "gold-share": { type: "string" },
  seed: { type: "string" },
  "max-per-item": { type: "string" },
  out: { type: "string" },
} as const;

/** @throws Misuse with a sentence that says what is wrong */
export function readArguments(words: readonly string[]): Arguments {
  const given = parse(words);
  if (given.labels === undefined) throw new Misuse("--labels is missing");
  if (given.levels !== undefined && given.nominal)
    throw new Misuse("--levels and --nominal exclude each other");
  const goldShare = number("gold-share", given["gold-share"] ?? "0", 0, 1, false);
  if (goldShare > 0 && given.truth === undefined) throw new Misuse("--gold-share needs --truth");
  const most = given["max-per-item"];
  const levels = given.levels === undefined ? "found" : number("levels", given.levels, 2, 31, true);
  return {
    labels: given.labels,
    truth: given.truth ?? null,
    scale: given.nominal ? "nominal" : levels,
    goldShare,
    seed: number("seed", given.seed ?? "1", 0, Number.MAX_SAFE_INTEGER, true),
    maxPerItem: most === undefined ? null : number("max-per-item", most, 1, 1_000_000, true),
    out: given.out ?? null,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

function number(name: string, word: string, least: number, most: number, isWhole: boolean): number {
  const value = word.trim() === "" ? Number.NaN : Number(word);
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  throw new Misuse(
    `--${name} must be a ${isWhole ? "whole " : ""}number from ${least} to ${most}, not "${word}"`,
  );
}
