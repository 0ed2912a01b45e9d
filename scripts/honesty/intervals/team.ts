// "This team, queries like these": resampled queries of real sets, and simulated ones.
import { clusterSpread } from "#lib/statistics/agreement/clusters/cluster-spread.ts";
import { teamScope } from "#lib/statistics/agreement/clusters/team-scope.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { type Cell, type Count, NOMINAL, newCount, note } from "./coverage.ts";
import { COEFFICIENTS, drawQueries, type QueryPopulation } from "./queries.ts";

/** One row of a table: the coverage of every coefficient at every size of a project. */
export type TeamRow = { readonly population: QueryPopulation; readonly cells: readonly (readonly Cell[])[] };

export function measureTeam(
  population: QueryPopulation,
  sizes: readonly number[],
  draws: number,
  seed: number,
): TeamRow {
  const counts = sizes.map((queries, at) => countDraws(population, queries, draws, seed + at));
  return {
    population,
    cells: COEFFICIENTS.map(([of], c) =>
      sizes.map((queries, at) => ({
        of,
        project: `${population.name}, ${queries} queries`,
        count: counts[at]?.[c] as Count,
      })),
    ),
  };
}

function countDraws(population: QueryPopulation, queries: number, draws: number, seed: number): Count[] {
  const random = createRandom(seed);
  const counts = COEFFICIENTS.map(newCount);
  for (let d = 0; d < draws; d++) {
    const sums = drawQueries(population, queries, random);
    for (const [c, [, coefficient]] of COEFFICIENTS.entries()) {
      const truth = population.truths[c] ?? Number.NaN;
      note(counts[c] as Count, teamScope(clusterSpread(sums, coefficient), NOMINAL), truth);
    }
  }
  return counts;
}
