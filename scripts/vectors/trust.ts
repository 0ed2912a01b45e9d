// Adapters: intervals of shares, trust decisions, spammer score.
import * as z from "zod";
import { betaInterval, betaTail, clopperPearson } from "#lib/statistics/numeric/beta.ts";
import { wilsonInterval } from "#lib/statistics/numeric/wilson.ts";
import type { SequentialVerdict } from "#lib/statistics/trust/sequential-test.ts";
import { spammerScore } from "#lib/statistics/trust/spammer-score.ts";
import { SPRT_DEFAULTS, sprt } from "#lib/statistics/trust/sprt.ts";
import { type AnswerTable, ordinalSprtDefaults, sprtOrdinal } from "#lib/statistics/trust/sprt-ordinal.ts";
import { type Adapter, named } from "./agreement.ts";
import { type DataOf, numberOption, type VectorData, type VectorOptions } from "./format.ts";

export const trustAdapters: Record<string, Adapter> = {
  wilsonInterval(data, options) {
    const { successes, trials } = only(data, "binomial");
    const found = wilsonInterval(successes, trials, confidenceOf(options));
    return found.reason === null ? { ...found } : named(found);
  },
  clopperPearson(data, options) {
    const { successes, trials } = only(data, "binomial");
    return { ...clopperPearson(successes, trials, confidenceOf(options)) };
  },
  betaInterval(data, options) {
    const { successes, trials } = only(data, "binomial");
    return { ...betaInterval(successes, trials, confidenceOf(options), priorOf(options, 0.5)) };
  },
  betaTail(data, options) {
    const { successes, trials } = only(data, "binomial");
    return { value: betaTail(successes, trials, numberOption(options, "threshold"), priorOf(options, 1)) };
  },
  sprt(data, options) {
    const number = (name: keyof typeof SPRT_DEFAULTS) => numberOption(options, name, SPRT_DEFAULTS[name]);
    const rates = { alpha: number("alpha"), beta: number("beta") };
    return verdict(sprt(only(data, "sequence").outcomes, { p0: number("p0"), p1: number("p1"), ...rates }));
  },
  sprtOrdinal(data, options) {
    const { answers } = only(data, "gold");
    const levels = Math.max(0, ...answers.flat()) + 1;
    const usual = ordinalSprtDefaults(levels);
    const tables = { good: tableOf(options.good, usual.good), spam: tableOf(options.spam, usual.spam) };
    const goldAnswers = answers.map(([gold, label]) => ({ label, acceptable: [gold] }));
    const alpha = numberOption(options, "alpha", usual.alpha);
    const beta = numberOption(options, "beta", usual.beta);
    return verdict(sprtOrdinal(goldAnswers, { ...tables, alpha, beta }));
  },
  spammerScore(data) {
    const { confusion } = only(data, "confusion");
    return { values: confusion.map((rows) => spammerScore(rows.flat(), rows.length).value) };
  },
};

/** Decisions as the vector files call them. */
const DECISIONS = { good: "accept-good", bad: "accept-bad", undecided: "continue" } as const;

function verdict(found: SequentialVerdict): Record<string, unknown> {
  return { ...found, decision: DECISIONS[found.decision] };
}

function only<Kind extends VectorData["kind"]>(data: VectorData, kind: Kind): DataOf<Kind> {
  if (data.kind !== kind) throw new Error(`needs data of kind ${kind}, got ${data.kind}`);
  return data as DataOf<Kind>;
}

/** Answer probabilities, row by gold; a single row stands for every gold. */
function tableOf(given: unknown, otherwise: AnswerTable): AnswerTable {
  if (given === undefined) return otherwise;
  const table = z.union([z.array(z.array(z.number())), z.array(z.number())]).parse(given);
  return table.map((row) => (Array.isArray(row) ? row : (table as number[])));
}

function confidenceOf(options: VectorOptions): number {
  return numberOption(options, "confidence", 0.95);
}

function priorOf(options: VectorOptions, otherwise: number): { a: number; b: number } {
  return { a: numberOption(options, "a", otherwise), b: numberOption(options, "b", otherwise) };
}
