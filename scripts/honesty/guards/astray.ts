// Crowds on which models really go astray, and what the labels are worth that replace theirs.
import { labelingFromTriples } from "#lib/labeling.ts";
import { aggregate, MODEL_RULES, type ModelRule } from "#lib/statistics/aggregation/aggregate.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { summarize } from "#lib/statistics/aggregation/models/posterior.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { mean } from "../consensus/tally.ts";
import { POSTERIOR_OF } from "./fits.ts";
import { pick, type Simulated } from "./honest-crowds.ts";

type Wild = {
  readonly name: string;
  readonly people: number;
  readonly items: number;
  readonly each: number;
  readonly levels: number;
  /** Part of the people who are careless, and of their answers that are given without looking */
  readonly careless: number;
  readonly guessed: number;
  /** What a careless person says then: everybody the same, each their own, or anything */
  readonly says: "lowest" | "own" | "anything";
};

const WILD: readonly Wild[] = [
  ...[2, 3, 5].flatMap((each) => [
    wild(`everybody says the lowest three times of four, ${each} answers`, each, 1, 0.75, "lowest"),
    wild(`half of the people always give a key of their own, ${each} answers`, each, 0.5, 1, "own"),
    wild(`seven in ten say anything, ${each} answers`, each, 0.7, 1, "anything"),
  ]),
  wild("half say the lowest, one answer", 1, 0.5, 0.75, "lowest"),
];

function wild(name: string, each: number, careless: number, guessed: number, says: Wild["says"]): Wild {
  return { name, people: 14, items: 150, each, levels: 4, careless, guessed, says };
}

/** How one rule did on the crowds of one name on which its model was not believed. */
export type Replaced = {
  readonly crowd: string;
  readonly rule: ModelRule;
  readonly crowds: number;
  readonly alarms: number;
  /** Mean accuracy where it was not believed: of the model, of the plain vote, and of what was handed out */
  readonly model: number;
  readonly majority: number;
  readonly after: number;
  /** Half of a 95 % interval of after - majority, over crowds */
  readonly within: number;
};

export function measureAstray(repeats: number, seed: number, say: (line: string) => void): Replaced[] {
  return WILD.flatMap((wild) => {
    say(`guards: ${wild.name}`);
    const random = createRandom(seed);
    const crowds = Array.from({ length: repeats }, () => simulateWild(wild, random));
    return MODEL_RULES.map((rule) => ({
      ...{ crowd: wild.name, rule, crowds: repeats },
      ...replacedOf(crowds.flatMap((crowd) => replace(crowd, rule))),
    })).filter(({ alarms }) => alarms > 0);
  });
}

type Outcome = { readonly model: number; readonly majority: number; readonly after: number };

/** Nothing where the model is believed. */
function replace({ labeling, truth }: Simulated, rule: ModelRule): Outcome[] {
  const { reason, label, majority } = aggregate(labeling, { rule });
  if (reason !== "model-alarms") return [];
  const { median } = summarize(POSTERIOR_OF[rule](byItem(labeling)), labeling.levels);
  const right = (labels: Int8Array) =>
    truth.reduce((sum, level, i) => sum + (labels[i] === level ? 1 : 0), 0) / truth.length;
  return [{ model: right(median), majority: right(majority), after: right(label) }];
}

function replacedOf(outcomes: readonly Outcome[]) {
  const apart = outcomes.map(({ after, majority }) => after - majority);
  const squares = apart.reduce((sum, value) => sum + (value - mean(apart)) ** 2, 0);
  return {
    alarms: outcomes.length,
    model: mean(outcomes.map(({ model }) => model)),
    majority: mean(outcomes.map(({ majority }) => majority)),
    after: mean(outcomes.map(({ after }) => after)),
    within: (1.96 * Math.sqrt(squares / (apart.length - 1))) / Math.sqrt(apart.length),
  };
}

function simulateWild(
  { people, items, each, levels, careless, guessed, says }: Wild,
  random: Random,
): Simulated {
  const keys = Array.from({ length: people }, () => Math.floor(random() * levels));
  const truth = Uint8Array.from({ length: items }, () => Math.floor(random() * levels));
  const triples: [number, number, number][] = [];
  truth.forEach((level, item) => {
    for (const a of pick(people, each, random)) {
      const looks = a >= careless * people || random() >= guessed;
      const blind = { lowest: 0, own: keys[a] ?? 0, anything: Math.floor(random() * levels) }[says];
      triples.push([item, a, looks ? nearly(level, levels, random) : blind]);
    }
  });
  return { labeling: labelingFromTriples({ items, annotators: people, levels }, triples), truth };
}

/** Right in eight of ten, otherwise a neighbor. */
function nearly(level: number, levels: number, random: Random): number {
  if (random() < 0.8) return level;
  return Math.max(0, Math.min(levels - 1, level + (random() < 0.5 ? -1 : 1)));
}
