// What the bench says of pairs of rules on many redraws, beside what is true of them.
import { aggregate, type Rule } from "#lib/statistics/aggregation/aggregate.ts";
import { type Bench, benchRules } from "#lib/statistics/aggregation/bench/bench.ts";
import { isAcceptable } from "#lib/statistics/aggregation/gold-labels.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { mean } from "../consensus/tally.ts";
import type { Project } from "./crowds.ts";

/** The rules of the product, and the pool. */
export const BENCHED: readonly Rule[] = [
  ...["majority", "wawa", "trust-weighted", "dawid-skene", "mace", "spam-mixture", "pooled"],
] as Rule[];

export type Redraw = {
  readonly bench: Bench;
  /** Accuracy on the items that are no gold: exactly, and by what their keys would accept */
  readonly exact: ReadonlyMap<Rule, number>;
  readonly accepted: ReadonlyMap<Rule, number>;
};

export function redraw(
  draw: (random: Random) => Project,
  times: number,
  seed: number,
  say: (line: string) => void,
): Redraw[] {
  return Array.from({ length: times }, (_, n) => {
    if (n % 10 === 0) say(`bench: redraw ${n + 1} of ${times}`);
    const project = draw(createRandom(seed + n));
    const { labeling, gold } = project;
    const bench = benchRules(labeling, gold, { rules: BENCHED, random: createRandom(seed) });
    const labels = new Map(BENCHED.map((rule) => [rule, aggregate(labeling, { rule, gold }).label]));
    return { bench, ...truthOf(project, labels) };
  });
}

function truthOf({ truth, gold, keys }: Project, labels: ReadonlyMap<Rule, Int8Array>) {
  const measured = [...truth.keys()].filter((item) => gold[item] === 0);
  const share = (isRight: (label: number, item: number) => boolean) =>
    new Map(
      [...labels].map(([rule, label]) => [
        rule,
        mean(measured.map((item) => (isRight(label[item] ?? -1, item) ? 1 : 0))),
      ]),
    );
  return {
    exact: share((label, item) => label === truth[item]),
    accepted: share((label, item) => label >= 0 && isAcceptable(keys[item] ?? 0, label)),
  };
}
