// Small projects: what the rules make of a few people and items, without gold.
import { aggregate } from "#lib/statistics/aggregation/aggregate.ts";
import { calibration } from "#lib/statistics/aggregation/calibration.ts";
import { type Opinions, opinionsOf } from "#lib/statistics/aggregation/pool/opinions.ts";
import { levelWeights } from "#lib/statistics/aggregation/votes/level-weights.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { table } from "../report.ts";
import type { Target } from "../section.ts";
import type { RatedSet } from "../sets.ts";
import { answer } from "./answers.ts";
import { type Crowd, simulateProject } from "./crowd.ts";
import { share } from "./tables.ts";
import { mean } from "./tally.ts";
import { cutProject, type Small } from "./tiny-cut.ts";

const PEOPLE = [1, 2, 3, 5] as const;
const ITEMS = [1, 2, 5, 10, 30, 100] as const;
const MOST_ERROR = 0.13;

/** All items of many projects of one origin and as many people, together. */
type Cell = {
  readonly origin: string;
  readonly people: number;
  readonly projects: number;
  readonly overturned: number;
  readonly outside: number;
  readonly accuracy: number;
  readonly majority: number;
  readonly mixture: number;
  readonly error: number;
  readonly mixtureError: number;
};

/** @param repeats projects per origin, number of people and number of items */
export function measureTiny(
  { sets, crowds }: { sets: readonly RatedSet[]; crowds: readonly Crowd[] },
  repeats: number,
  seed: number,
): Cell[] {
  const origins = [
    ...sets.map((set) => ({
      origin: set.name,
      make: (size: { people: number; items: number }, random: Random) => cutProject(set, size, random),
    })),
    ...crowds.map((crowd) => ({
      origin: `simulated: ${crowd.name}`,
      make: (size: { people: number; items: number }, random: Random) => simulateProject(crowd, size, random),
    })),
  ];
  return origins.flatMap(({ origin, make }) => {
    const random = createRandom(seed);
    return PEOPLE.flatMap((people) => {
      const projects = ITEMS.flatMap((items) =>
        Array.from({ length: repeats }, () => make({ people, items }, random)),
      ).filter((project) => project !== null);
      return projects.length === 0 ? [] : [{ origin, people, ...measure(projects) }];
    });
  });
}

function measure(projects: readonly Small[]): Omit<Cell, "origin" | "people"> {
  const opinions = projects.map(({ labeling }) => opinionsOf(labeling));
  const known = (at: number) => ({ opinions: opinions[at] as Opinions });
  const broken = projects.map((project, at) => brokenVotes(project, known(at)));
  const answers = (["pooled", "majority", "spam-mixture"] as const).map((rule) =>
    projects.map(({ labeling, truth }, at) => answer(labeling, truth, rule, known(at))),
  );
  const [pooled = [], majority = [], mixture = []] = answers;
  const accuracyOf = (all: typeof pooled) => mean(all.flatMap(({ credit }) => [...credit]));
  const errorOf = (all: typeof pooled) => {
    const found = calibration(
      all.flatMap(({ confidence }) => [...(confidence ?? [])]),
      all.flatMap(({ credit }) => [...credit]),
    );
    return found.reason === null ? found.error : Number.NaN;
  };
  return {
    projects: projects.length,
    overturned: broken.reduce((sum, one) => sum + one.overturned, 0),
    outside: broken.reduce((sum, one) => sum + one.outside, 0),
    ...{ accuracy: accuracyOf(pooled), majority: accuracyOf(majority), mixture: accuracyOf(mixture) },
    ...{ error: errorOf(pooled), mixtureError: errorOf(mixture) },
  };
}

/** Unanimous votes that the pool overturns, and labels that nobody gave, by either decision. */
function brokenVotes(
  { labeling }: Small,
  known: { opinions: Opinions },
): { overturned: number; outside: number } {
  const { levels } = labeling;
  const votes = levelWeights(labeling);
  let [overturned, outside] = [0, 0];
  for (const decision of ["most-probable", "least-distance"] as const) {
    aggregate(labeling, { rule: "pooled", decision, ...known }).label.forEach((label, item) => {
      const row = votes.subarray(item * levels, (item + 1) * levels);
      if ((row[label] ?? 0) > 0) return;
      outside++;
      if (row.filter((count) => count > 0).length === 1) overturned++;
    });
  }
  return { overturned, outside };
}

export function tinyTable(cells: readonly Cell[]): string[] {
  return table(
    [
      "origin",
      "people",
      "projects",
      "pooled - majority",
      "spam-mixture - majority",
      "ECE: pooled",
      "ECE: spam-mixture",
    ],
    cells.map(({ origin, people, projects, accuracy, majority, mixture, error, mixtureError }) => [
      ...[origin, String(people), String(projects)],
      ...[inPoints(accuracy - majority), inPoints(mixture - majority), share(error), share(mixtureError)],
    ]),
  );
}

function inPoints(difference: number): string {
  return `${difference < 0 ? "" : "+"}${(100 * difference).toFixed(1)}`;
}

export function targetsOfTiny(cells: readonly Cell[]): Target[] {
  const sum = (of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  const projects = sum((cell) => cell.projects);
  const error = mean(cells.map((cell) => cell.error));
  return [
    {
      name: "small projects: no unanimous vote overturned",
      measured: `${sum((cell) => cell.overturned)} in ${projects} projects`,
      isHeld: sum((cell) => cell.overturned) === 0,
    },
    {
      name: "small projects: no label that nobody gave",
      measured: `${sum((cell) => cell.outside)} in ${projects} projects`,
      isHeld: sum((cell) => cell.outside) === 0,
    },
    {
      name: `small projects: calibration error at most ${share(MOST_ERROR)} in the mean`,
      measured: share(error),
      isHeld: error <= MOST_ERROR,
    },
  ];
}
