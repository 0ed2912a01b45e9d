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

export function readOptions(args: string[], judgments: number): Options {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      judgments: { type: "string", default: String(judgments) },
      people: { type: "string", default: "32" },
      rate: { type: "string" },
      instances: { type: "string", default: "1" },
      port: { type: "string", default: "0" },
      cycles: { type: "string", default: "40" },
      report: { type: "string" },
      url: { type: "string" },
      database: { type: "string" },
      only: { type: "string" },
    },
  });
  return {
    seed: wholeNumber(values.seed, "seed"),
    judgments: wholeNumber(values.judgments, "judgments"),
    people: wholeNumber(values.people, "people"),
    rate: values.rate === undefined ? null : wholeNumber(values.rate, "rate"),
    instances: wholeNumber(values.instances, "instances"),
    port: wholeNumber(values.port, "port"),
    cycles: wholeNumber(values.cycles, "cycles"),
    report: values.report ?? null,
    url: values.url ?? null,
    database: values.database ?? null,
    only: values.only ?? null,
  };
}

function wholeNumber(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`--${name} must be a whole number, not "${text}".`);
  return number;
}
