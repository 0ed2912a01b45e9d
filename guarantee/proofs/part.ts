import { parseArgs } from "node:util";
import type { Invariant } from "../checkers/violation.ts";

export type Options = {
  seed: number;
  judgments: number;
  people: number;
  /** Open loop: steps per second; null: as fast as it goes */
  rate: number | null;
  instances: number;
  /** The first port of the instances; 0: any that are free */
  port: number;
  /** A running Assay and its database, instead of one that is started */
  url: string | null;
  database: string | null;
  /** How often something is killed */
  cycles: number;
  /** The file whose table of results is brought up to date */
  report: string | null;
  /** Only the plants or faults whose name begins so */
  only: string | null;
};

/** One line of the table at the end. A planted bug names the promises that it breaks, and passes when it is caught. */
export type Result = {
  name: string;
  hasPassed: boolean;
  told: string;
  breaks?: readonly (Invariant | "I10" | "pages")[];
};

export type Part = (options: Options) => Promise<Result[]>;

/** The parts that an option is for, as the table of docs/guarantees.md has it. What is not here changes all. */
export const USED_BY: Readonly<Partial<Record<keyof Options, readonly string[]>>> = {
  judgments: ["functions", "http", "http-two", "pooled", "kills", "faults", "sync", "collusion"],
  people: ["functions", "http", "http-two", "pooled", "kills"],
  rate: ["functions", "http", "http-two", "pooled", "kills", "faults"],
  instances: ["functions", "http", "http-two", "pooled", "kills"],
  port: ["http", "http-two", "kills", "faults", "sync"],
  cycles: ["kills"],
  only: ["plants", "faults", "kills", "tells"],
  url: ["http", "http-two"],
  database: ["http", "http-two"],
};

const TEXT = { type: "string" } as const;
const OPTIONS = {
  ...{ seed: TEXT, judgments: TEXT, people: TEXT, rate: TEXT, instances: TEXT, port: TEXT, cycles: TEXT },
  ...{ report: TEXT, url: TEXT, database: TEXT, only: TEXT },
} as const;

/**
 * @param judgments how many judgments the project asks for where nothing else is said
 * @throws Error with a sentence about an unknown option or a number that is none
 */
export function readOptions(args: string[], judgments: number): Options {
  const { values } = parseArgs({ args, options: OPTIONS });
  return {
    seed: wholeNumber(values.seed ?? "1", "seed"),
    judgments: wholeNumber(values.judgments ?? String(judgments), "judgments"),
    people: wholeNumber(values.people ?? "32", "people"),
    rate: values.rate === undefined ? null : wholeNumber(values.rate, "rate"),
    instances: wholeNumber(values.instances ?? "1", "instances"),
    port: wholeNumber(values.port ?? "0", "port"),
    cycles: wholeNumber(values.cycles ?? "40", "cycles"),
    report: values.report ?? null,
    url: values.url ?? null,
    database: values.database ?? null,
    only: values.only ?? null,
  };
}

/**
 * What is wrong with the options of a part in one sentence, or null. An option of other parts is wrong: it would change nothing.
 *
 * @param part null: all parts run, and each option changes some of them
 */
export function faultOfOptions(args: string[], part: string | null): string | null {
  try {
    readOptions(args, 0);
  } catch (error) {
    return (error as Error).message;
  }
  if (part === null) return null;
  const given = Object.keys(parseArgs({ args, options: OPTIONS }).values) as (keyof Options)[];
  const useless = given.find((name) => USED_BY[name]?.includes(part) === false);
  return useless === undefined
    ? null
    : `--${useless} is not for ${part}. It is for ${USED_BY[useless]?.join(", ")}.`;
}

function wholeNumber(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`--${name} must be a whole number, not "${text}".`);
  return number;
}
