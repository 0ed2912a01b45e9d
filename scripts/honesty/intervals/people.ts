// "People like these": crowds drawn anew each time, with and without guessers among them.
import { clusterSums } from "#lib/statistics/agreement/clusters/cluster-sums.ts";
import { peopleOf, peopleScope } from "#lib/statistics/agreement/clusters/people-scope.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { type Count, NOMINAL, newCount, note } from "./coverage.ts";
import { type CrowdPlan, drawCrowd, truthsOf } from "./crowd.ts";
import { COEFFICIENTS } from "./queries.ts";

export type PeopleRow = {
  readonly plan: CrowdPlan;
  /** By coefficient and number of people: with the imagined guesser, and as if all were of kinds met */
  readonly imagined: readonly (readonly Count[])[];
  readonly plain: readonly (readonly Count[])[];
};

export const SIZES = [8, 14, 20, 50] as const;

export function measurePeople(plan: CrowdPlan, draws: number, seed: number): PeopleRow {
  const truths = truthsOf(plan, seed);
  const sizes = SIZES.map((people, at) => countCrowds(plan, people, truths, draws, seed + at + 1));
  return {
    plan,
    imagined: COEFFICIENTS.map((_, c) => sizes.map(({ imagined }) => imagined[c] as Count)),
    plain: COEFFICIENTS.map((_, c) => sizes.map(({ plain }) => plain[c] as Count)),
  };
}

function countCrowds(
  plan: CrowdPlan,
  people: number,
  truths: readonly number[],
  draws: number,
  seed: number,
) {
  const random = createRandom(seed);
  const imagined = COEFFICIENTS.map(newCount);
  const plain = COEFFICIENTS.map(newCount);
  for (let d = 0; d < draws; d++) {
    const labeling = drawCrowd(plan, people, random);
    const known = tally(labeling);
    const met = peopleOf(labeling, known, clusterSums(known, null));
    for (const [c, [, coefficient]] of COEFFICIENTS.entries()) {
      const found = peopleScope(met, coefficient, NOMINAL);
      const truth = truths[c] ?? Number.NaN;
      note(imagined[c] as Count, found, truth);
      note(plain[c] as Count, found.reason === null ? { reason: null, value: found.plain } : found, truth);
    }
  }
  return { imagined, plain };
}
