// What the consensus promises, held against what was measured.
import type { Target } from "../section.ts";
import { regretOf } from "./compare.ts";
import type { Result } from "./regime.ts";
import { ahead, excess, points, share, signed, topExcess } from "./tables.ts";
import { mean, median } from "./tally.ts";

const POINTS = { median: 0.5, worst: 2, worstByLevel: 3.5 } as const;
const CALIBRATION = { withGold: 0.05, top: 0.05, withoutGold: 0.07 } as const;
const WEB = { name: "web-relevance-5level", accuracy: 0.887 } as const;

/** With 100 golds at random. */
export function targetsWithGold(results: readonly Result[]): Target[] {
  const behind = worst(results, (result) => {
    const { points, within } = regretOf(result);
    return points <= within ? 0 : points;
  });
  const below = worst(results, (result) => {
    const { points, within } = ahead(result, "majority");
    return -points - within;
  });
  const apart = worst(results, (result) => excess(result));
  const tops = results.map((result) => ({ result, value: topExcess(result) ?? 0 }));
  const high = tops.filter(({ value }) => value > CALIBRATION.top);
  return [
    medianTarget("100 random golds", results),
    {
      name: `100 random golds: never more than ${POINTS.worst} points behind the best of six, or inside the paired interval`,
      measured: `${points(regretOf(behind.result))} on ${behind.result.variant.name}`,
      isHeld: behind.value <= POINTS.worst,
    },
    {
      name: "100 random golds: never below majority outside the paired interval",
      measured: `${points(ahead(below.result, "majority"))} on ${below.result.variant.name}`,
      isHeld: below.value <= 0,
    },
    {
      name: `100 random golds: calibration error less its chance value at most ${share(CALIBRATION.withGold)} on every set`,
      measured: `${signed(apart.value)} on ${apart.result.variant.name}`,
      isHeld: apart.value <= CALIBRATION.withGold,
    },
    {
      name: `100 random golds: top bin at most ${share(CALIBRATION.top)} beyond chance, one set excepted`,
      measured:
        high.length === 0
          ? `${signed(Math.max(...tops.map(({ value }) => value)))} at most`
          : high.map(({ result, value }) => `${signed(value)} on ${result.variant.name}`).join(", "),
      isHeld: high.length <= 1,
    },
  ];
}

/** With gold of the same number for every level. */
export function targetsByLevel(results: readonly Result[]): Target[] {
  const behind = worst(results, (result) => regretOf(result).points);
  return [
    {
      name: `gold balanced by level: never more than ${POINTS.worstByLevel} points behind the best of six`,
      measured: `${points(regretOf(behind.result))} on ${behind.result.variant.name}`,
      isHeld: behind.value <= POINTS.worstByLevel,
    },
  ];
}

/** Of crowds of people. Programs that share their mistakes look right by their answers alone: they are shown beside. */
export function targetsWithoutGold(results: readonly Result[]): Target[] {
  const crowds = results.filter(({ variant }) => variant.set.isCrowd);
  const programs = results.filter(({ variant }) => !variant.set.isCrowd);
  const apart = mean(crowds.map((result) => excess(result)));
  const web = results.find(({ variant }) => variant.name === WEB.name);
  const accuracy = web?.outcomes.get("pooled")?.accuracy;
  const most = worst(crowds, (result) => excess(result));
  // With the programs the mean is another number, and whoever counts all sets must find it.
  const all = `; ${signed(mean(results.map((result) => excess(result))))} in the mean of all sets`;
  const beside = programs
    .map((result) => `; ${signed(excess(result))} on ${result.variant.name}`)
    .join("")
    .concat(programs.length === 0 ? "" : all);
  return [
    medianTarget("no gold, people", crowds),
    ...(accuracy === undefined
      ? []
      : [
          {
            name: `no gold: accuracy on ${WEB.name} at least ${share(WEB.accuracy)}`,
            measured: accuracy.toFixed(4),
            isHeld: accuracy >= WEB.accuracy,
          },
        ]),
    {
      name: `no gold, people: calibration error less its chance value at most ${share(CALIBRATION.withoutGold)} in the mean`,
      measured: `${signed(apart)}, at most ${signed(most.value)} on ${most.result.variant.name}${beside}`,
      isHeld: apart <= CALIBRATION.withoutGold,
    },
  ];
}

/** Being ahead of the best of six counts as no regret. */
function medianTarget(regime: string, results: readonly Result[]): Target {
  const regret = median(results.map((result) => Math.max(0, regretOf(result).points)));
  return {
    name: `${regime}: median regret at most ${POINTS.median} points`,
    measured: regret.toFixed(2),
    isHeld: regret <= POINTS.median,
  };
}

function worst(results: readonly Result[], of: (result: Result) => number) {
  return results
    .map((result) => ({ result, value: of(result) }))
    .reduce((most, one) => (one.value > most.value ? one : most));
}
