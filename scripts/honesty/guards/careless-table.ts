// What is said of crowds with careless people.
import { table } from "../report.ts";
import type { Target } from "../section.ts";
import type { Careless } from "./careless.ts";
import { GUARDED, type Guarded } from "./fits.ts";
import { percent, sizeName } from "./printed.ts";

export const NO_COLLAPSE =
  "Honest crowds in which 30% to 40% of the people always give one low level. In brackets: alarms of models that had gone astray, ten points or more below the vote of those who look, or without a class that these find. The other alarms are false.";

export function carelessTable(careless: readonly Careless[]): string[] {
  return table(
    ["size", "crowds", ...GUARDED.map((name) => `${name}: alarms`)],
    careless.map((one) => [
      ...[sizeName(one), String(one.crowds)],
      ...GUARDED.map((name) => `${percent(one.alarms.get(name) ?? 0, one.crowds)} (${astrayOf(one, name)})`),
    ]),
  );
}

export function carelessTargets(careless: readonly Careless[], most: number): Target[] {
  const crowds = careless.reduce((sum, one) => sum + one.crowds, 0);
  const rates = GUARDED.map((name) => ({
    name,
    rate: careless.reduce((sum, one) => sum + (one.alarms.get(name) ?? 0) - astrayOf(one, name), 0) / crowds,
  }));
  const worst = rates.reduce((high, one) => (one.rate > high.rate ? one : high));
  return [
    {
      name: `crowds with careless people: of no model more than ${100 * most}% of the fits raise a false alarm`,
      measured: `${percent(worst.rate, 1)} at most (${worst.name})`,
      isHeld: worst.rate <= most,
    },
  ];
}

function astrayOf({ astray }: Careless, name: Guarded): number {
  return astray.get(name) ?? 0;
}
