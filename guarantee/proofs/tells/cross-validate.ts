import { seeded } from "../../random.ts";
import { areaUnderCurve } from "../area.ts";
import { teach } from "./boosted.ts";
import { OBSERVABLES, type Observed } from "./observables.ts";

const RESAMPLES = 400;

export type Verdict = {
  area: number;
  low: number;
  high: number;
  golds: number;
  items: number;
  /** The features that the classifier used most */
  best: string[];
};

type Scored = { person: number; isGold: boolean; score: number };

/**
 * How well gold is told from the rest by a classifier that has learned from the people of some projects and judges what those
 * of another met: other people, other queries, so that no item is known by its looks. The interval is of 95%, from people
 * drawn again with replacement, because what one person met hangs together: Efron & Tibshirani, An Introduction to the
 * Bootstrap, 1993.
 */
export function crossValidate(
  observed: readonly Observed[],
  golds: ReadonlySet<string>,
  seed: number,
): Verdict {
  const random = seeded(seed, "people drawn again");
  const projects = [...new Set(observed.map(({ project }) => project))];
  const gains = new Array<number>(OBSERVABLES.length).fill(0);
  const folds = projects.map((fold) => {
    const taught = observed.filter(({ project }) => project !== fold);
    const judge = teach(
      taught.map(({ values }) => values),
      taught.map(({ id }) => golds.has(id)),
    );
    for (const [at, gain] of judge.used.entries()) gains[at] = (gains[at] ?? 0) + gain;
    return observed
      .filter(({ project }) => project === fold)
      .map(
        ({ person, id, values }): Scored => ({ person, isGold: golds.has(id), score: judge.score(values) }),
      );
  });
  const areas = Array.from({ length: RESAMPLES }, () =>
    areaOf(folds.map((fold) => drawAgain(fold, random.below))),
  ).sort((a, b) => a - b);
  const best = gains
    .map((gain, at) => ({ gain, name: OBSERVABLES[at] ?? "" }))
    .sort((a, b) => b.gain - a.gain);
  return {
    area: areaOf(folds),
    low: areas[Math.floor(0.025 * RESAMPLES)] ?? 0,
    high: areas[Math.ceil(0.975 * RESAMPLES) - 1] ?? 1,
    golds: observed.filter(({ id }) => golds.has(id)).length,
    items: observed.length,
    best: best.slice(0, 3).map(({ name }) => name),
  };
}

/** The mean over the folds: scores of different teachings are not comparable with each other. */
function areaOf(folds: readonly (readonly Scored[])[]): number {
  const areas = folds.map((fold) => {
    const scores = (isGold: boolean) => fold.filter((one) => one.isGold === isGold).map(({ score }) => score);
    return areaUnderCurve(scores(true), scores(false));
  });
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

/** People, and of each as many of the items that they met: where people are few, these alone would vary too little. */
function drawAgain(fold: readonly Scored[], below: (end: number) => number): Scored[] {
  const people = [...Map.groupBy(fold, ({ person }) => person).values()];
  const draw = <T>(all: readonly T[]) => all.map(() => all[below(all.length)] as T);
  return draw(people).flatMap(draw);
}
