// The sets with queries as populations of queries.
import { keepRatings, type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import type { RatedSet } from "../sets.ts";
import { type QueryPopulation, queryPopulation } from "./queries.ts";

/** Models beside the person, by their column: those of the cell printed elsewhere are not known, these were taken once. */
const MODELS = [24, 30] as const;
/** Teams of three models each, which nothing was fixed by. */
const TRIPLES = [
  [0, 11, 25],
  [3, 13, 27],
  [6, 14, 31],
  [7, 17, 29],
  [9, 21, 24],
  [12, 22, 30],
] as const;

const named = (sets: readonly RatedSet[], name: string) => sets.find((set) => set.name === name);

export function realPopulations(sets: readonly RatedSet[]): QueryPopulation[] {
  const chorus = named(sets, "chorus");
  const judges = named(sets, "llmjudge");
  return [
    ...(chorus?.query ? [queryPopulation("shop ratings, 3 raters", chorus.labeling, chorus.query)] : []),
    ...(judges?.query
      ? [queryPopulation("passages, a person and two models", withPerson(judges), judges.query)]
      : []),
  ];
}

/** Passages judged by other models. */
export function modelPopulations(sets: readonly RatedSet[]): QueryPopulation[] {
  const judges = named(sets, "llmjudge");
  if (!judges?.query) return [];
  const { query } = judges;
  return TRIPLES.map((models) =>
    queryPopulation(`models ${models.join(", ")}`, only(judges.labeling, models), query),
  );
}

/** The person's grades are the truth of the set. */
function withPerson({ labeling, truth }: RatedSet): Labeling {
  const models = only(labeling, MODELS);
  const given: (readonly [number, number, number])[] = Array.from(models.item, (item, r) => {
    return [item, (models.annotator[r] ?? 0) + 1, models.label[r] ?? 0] as const;
  });
  truth.forEach((bits, item) => {
    if (bits !== 0) given.push([item, 0, 31 - Math.clz32(bits)]);
  });
  return labelingFromTriples({ ...labeling, annotators: labeling.annotators + 1 }, given);
}

function only(labeling: Labeling, annotators: readonly number[]): Labeling {
  return keepRatings(
    labeling,
    Uint8Array.from(labeling.annotator, (who) => (annotators.includes(who) ? 1 : 0)),
  );
}
