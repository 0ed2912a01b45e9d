// The section "guards": how often a sound model is not believed, whether a spoiled one is, and what replaces it.
import { measureAstray, type Replaced } from "./guards/astray.ts";
import { measureCareless } from "./guards/careless.ts";
import { carelessTable, carelessTargets, NO_COLLAPSE } from "./guards/careless-table.ts";
import { FOLLOWED } from "./guards/collapses.ts";
import { GUARDED } from "./guards/fits.ts";
import { type Honest, measureHonest, SIZES } from "./guards/honest.ts";
import { percent, sizeName } from "./guards/printed.ts";
import { table } from "./report.ts";
import type { Section, Target } from "./section.ts";

const CROWDS = { full: 1250, quick: 60 } as const;
const CARELESS = { full: 500, quick: 30 } as const;
const REPEATS = { full: 60, quick: 6 } as const;
const MOST_FALSE = 0.01;
const LEAST_CAUGHT = 0.99;

export const guards: Section = async (_sets, { seed, isQuick }, say) => {
  const which = isQuick ? "quick" : "full";
  const honest = measureHonest(CROWDS[which], seed, say);
  const careless = measureCareless(SIZES, CARELESS[which], seed, say);
  const replaced = measureAstray(REPEATS[which], seed, say);
  return {
    title: "Guards",
    text: [
      ...INTRODUCTION,
      ...falseTable(honest),
      ...["### Careless people who are no collapse", "", NO_COLLAPSE, ""],
      ...carelessTable(careless),
      ...["### Planted collapses", "", PLANTED, ""],
      ...plantedTable(honest),
      ...["### What replaces a model", "", REPLACED, ""],
      ...replacedTable(replaced),
    ],
    targets: [
      ...falseTargets(honest),
      ...carelessTargets(careless, MOST_FALSE),
      caughtTarget(honest),
      replacedTarget(replaced),
    ],
  };
};

const INTRODUCTION = [
  "Honest crowds of five kinds (leaning, guessing now and then, confusing in their own ways, one accuracy each, hard items), with 2 to 7 levels, even and uneven, 3 and 5 answers an item.",
  "An alarm on one of them is counted as false, even where the model went astray. Every model is fitted to every crowd without gold. In brackets: alarms of fits that are ten points or more below the plain vote.",
  'The column "likelihood fell" is a sign that is no longer one: a mixture that ended more than .01 nats per answer below its best round.',
  "",
];

const PLANTED =
  "The probabilities of an honest fit are spoiled in a known way. Classes that are moved are clearly voted for on at least four items.";

const REPLACED =
  "Crowds on which models really go astray: four levels, 14 people, 150 items. Accuracy is over the crowds in which the model was not believed.";

function falseTable(honest: readonly Honest[]): string[] {
  return table(
    ["size", "crowds", ...GUARDED.map((name) => `${name}: alarms`), "a silent opinion", "likelihood fell"],
    honest.map(({ size, crowds, alarms, astray, silenced, fallen }) => [
      ...[sizeName(size), String(crowds)],
      ...GUARDED.map((name) => `${percent(alarms.get(name) ?? 0, crowds)} (${astray.get(name) ?? 0})`),
      ...[percent(silenced, crowds), percent(fallen, crowds)],
    ]),
  );
}

function falseTargets(honest: readonly Honest[]): Target[] {
  const rateOf = (some: readonly Honest[]) => {
    const alarms = some.flatMap((one) => GUARDED.map((name) => one.alarms.get(name) ?? 0));
    const crowds = some.reduce((sum, one) => sum + one.crowds, 0);
    return alarms.reduce((sum, count) => sum + count, 0) / (crowds * GUARDED.length);
  };
  const target = (name: string, rate: number): Target => ({
    name: `honest crowds, ${name}: at most ${100 * MOST_FALSE}% of the fits raise an alarm`,
    measured: percent(rate, 1),
    isHeld: rate <= MOST_FALSE,
  });
  return [
    target("all sizes", rateOf(honest)),
    ...honest.map((one) => target(sizeName(one.size), rateOf([one]))),
    ...GUARDED.map((model) => {
      const mistaken = (one: Honest) => (one.alarms.get(model) ?? 0) - (one.astray.get(model) ?? 0);
      const alarms = honest.reduce((sum, one) => sum + mistaken(one), 0);
      const crowds = honest.reduce((sum, one) => sum + one.crowds, 0);
      return target(`${model}, all sizes, but for fits ten points below the plain vote`, alarms / crowds);
    }),
  ];
}

function plantedTable(honest: readonly Honest[]): string[] {
  const names = [...(honest[0]?.planted.keys() ?? [])];
  return table(
    ["collapse", ...honest.map(({ size }) => sizeName(size))],
    names.map((name) => [
      name,
      ...honest.map(({ planted }) => {
        const { times, caught } = planted.get(name) ?? { times: 0, caught: 0 };
        return percent(caught, times);
      }),
    ]),
  );
}

function caughtTarget(honest: readonly Honest[]): Target {
  const unsure = FOLLOWED.flatMap(({ name, isSure }) => (isSure ? [] : [name]));
  const rates = honest.flatMap(({ size, planted }) =>
    [...planted].flatMap(([name, { times, caught }]) =>
      unsure.includes(name) ? [] : [{ where: `${name}, ${sizeName(size)}`, rate: caught / times }],
    ),
  );
  const least = rates.reduce((low, one) => (one.rate < low.rate ? one : low));
  return {
    name: `planted collapses: each is caught in at least ${100 * LEAST_CAUGHT}% of the fits of every size`,
    measured: `${percent(least.rate, 1)} at least (${least.where})`,
    isHeld: least.rate >= LEAST_CAUGHT,
  };
}

function replacedTable(replaced: readonly Replaced[]): string[] {
  const share = (value: number) => value.toFixed(3).replace(/^0\./, ".");
  return table(
    [
      "crowd",
      "model",
      "not believed",
      "model's accuracy",
      "plain vote",
      "handed out",
      "ahead of the vote, points",
    ],
    replaced.map(({ crowd, rule, crowds, alarms, model, majority, after, within }) => [
      ...[crowd, rule, `${alarms} of ${crowds}`, share(model), share(majority), share(after)],
      `${(100 * (after - majority)).toFixed(1)}${Number.isNaN(within) ? "" : ` ± ${(100 * within).toFixed(1)}`}`,
    ]),
  );
}

function replacedTarget(replaced: readonly Replaced[]): Target {
  const worst = replaced.reduce((low, one) =>
    one.after - one.majority < low.after - low.majority ? one : low,
  );
  const { after, majority, within, crowd, rule } = worst;
  const alarms = replaced.reduce((sum, one) => sum + one.alarms, 0);
  const all = replaced.reduce((sum, one) => sum + one.alarms * (one.after - one.majority), 0) / alarms;
  return {
    name: "after an alarm: what is handed out is not less accurate than the plain vote, in all, and for no kind of crowd outside its interval",
    measured: `${(100 * all).toFixed(1)} points ahead in all, ${(100 * (after - majority)).toFixed(1)} ± ${(100 * within).toFixed(1)} at least (${crowd}, ${rule})`,
    isHeld: all >= 0 && replaced.every((one) => one.alarms < 2 || one.after - one.majority >= -one.within),
  };
}
