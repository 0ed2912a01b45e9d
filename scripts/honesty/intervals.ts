// The section "intervals": how often the intervals that are shown hold the truth, where the truth is known.
import { type Cell, isMeasured } from "./intervals/coverage.ts";
import { CROWDS } from "./intervals/crowd.ts";
import { measureGold } from "./intervals/gold.ts";
import { GOLD_PLANS } from "./intervals/gold-plans.ts";
import { measureGoldSet } from "./intervals/gold-redraw.ts";
import { crowdsOf, goldSet } from "./intervals/gold-set.ts";
import { KNOWN_MISSES } from "./intervals/known-misses.ts";
import { measurePeople } from "./intervals/people.ts";
import { modelPopulations, realPopulations } from "./intervals/populations.ts";
import { queryPopulation } from "./intervals/queries.ts";
import { OTHER_PLANS, PLANS } from "./intervals/query-plans.ts";
import { simulateQueries } from "./intervals/simulated-queries.ts";
import { goldCells, goldTable, peopleCells, peopleTable, teamTables } from "./intervals/tables.ts";
import { targetOf } from "./intervals/targets.ts";
import { measureTeam } from "./intervals/team.ts";
import type { RatedSet } from "./sets.ts";

/** This many draws that a coverage of .95 is known to .003, .005 and .008. */
const DRAWS = { team: 5000, people: 1900, gold: 750 };
const QUICK = { team: 300, people: 100, gold: 100 };
const SIZES = [10, 25, 100] as const;
const OTHER_SIZES = [12, 25, 40] as const;

type Asked = { readonly isQuick: boolean; readonly seed: number };

export async function intervals(
  sets: readonly RatedSet[],
  { isQuick, seed }: Asked,
  say: (line: string) => void,
) {
  const draws = isQuick ? QUICK : DRAWS;
  const simulated = (plans: typeof PLANS) =>
    plans.map((plan) => {
      const { labeling, queryOf } = simulateQueries(plan, seed);
      return queryPopulation(plan.name, labeling, queryOf);
    });
  const told = <T extends { readonly name: string }>(one: T): T => {
    say(`intervals: ${one.name}`);
    return one;
  };
  const team = [...realPopulations(sets), ...simulated(PLANS)].map((population) =>
    measureTeam(told(population), SIZES, draws.team, seed),
  );
  const others = [...modelPopulations(sets), ...simulated(OTHER_PLANS)].map((population) =>
    measureTeam(told(population), OTHER_SIZES, draws.team, seed),
  );
  const people = CROWDS.map((crowd) => measurePeople(told(crowd), draws.people, seed));
  const gold = GOLD_PLANS.map((plan) => ({ plan, counts: measureGold(told(plan), draws.gold, seed) }));
  const real = sets.flatMap((set) => {
    const found = goldSet(set);
    if (found === null) return [];
    return crowdsOf(found).map((plan) => {
      return { plan, counts: measureGoldSet(found, told(plan).people, draws.gold, seed) };
    });
  });
  const cells: readonly (readonly [string, readonly Cell[]])[] = [
    ["this team", team.flatMap((row) => row.cells.flat())],
    ["this team, what nothing was fixed by", others.flatMap((row) => row.cells.flat())],
    ["people like these", people.flatMap(peopleCells)],
    ["gold, these people", [...gold, ...real].flatMap((row) => goldCells(row, "team"))],
    ["gold, people like these", [...gold, ...real].flatMap((row) => goldCells(row, "others"))],
  ];
  return {
    title: "Intervals",
    text: [
      ...INTRODUCTION,
      ...["### Agreement, this team, queries like these", ""],
      ...teamTables(team, SIZES),
      ...["### The same, where nothing was fixed by these", ""],
      ...teamTables(others, OTHER_SIZES),
      ...["### Agreement, people like these", "", PEOPLE, ""],
      ...peopleTable(people),
      ...["### Gold accuracy", "", GOLD, ""],
      ...goldTable([...gold, ...real]),
      ...["### Known misses", "", MISSES, ""],
      ...KNOWN_MISSES.map(({ why, of, projects }) => `- ${projects.join("; ")} (${of.join(", ")}). ${why}`),
      "",
    ],
    targets: cells.map(([name, all]) =>
      targetOf(
        name,
        all.filter(({ count }) => isMeasured(count)),
      ),
    ),
  };
}

const INTRODUCTION = [
  "Each cell: how often a 95% interval held the truth, its mean width, and how often it was shown where not always.",
  "Bold is below .93, and * above .985: conservative. The Monte Carlo error of a coverage is about .003 for this team, .005 for people like these and .008 for gold.",
  "Printed is the same cell where the method was first tried; simulated ones are of the same kind, not the same.",
  "",
];

const MISSES =
  "Below .93 by more than the Monte Carlo error, or so in one of the numbers named. Data do not show a kind of query or person that was not met.";

const PEOPLE =
  "454 items of 3 judgments each. Plain is as if all were of kinds met, and is not shown alone: data cannot show a kind of person never met.";

const GOLD =
  "Accuracy on the items: levels weigh as they do there. Pooled is Wilson's interval of the same accuracy as if all answers were independent, for people like these. Sets are drawn anew from themselves: up to 50 gold items of each level for these people, people and gold items for people like these.";
