// The section "consensus": what the labels of every rule, and the confidence of the pool, are worth on data with known truth.
import { cellsTable } from "./consensus/cells.ts";
import { CROWDS } from "./consensus/crowd.ts";
import { overviewTable } from "./consensus/overview.ts";
import { type Regime, type Result, refuseSmallSets, runRegime } from "./consensus/regime.ts";
import { ANSWERED_BY_ALL, BALANCED, BY_CHANCE, FEWER, NONE, OTHERS, UNTOLD } from "./consensus/regimes.ts";
import { accuracyTable, calibrationTable } from "./consensus/tables.ts";
import { targetsByLevel, targetsWithGold, targetsWithoutGold } from "./consensus/targets.ts";
import { variantsOf } from "./consensus/thin.ts";
import { measureTiny, targetsOfTiny, tinyTable } from "./consensus/tiny.ts";
import type { Section } from "./section.ts";

export const consensus: Section = async (sets, { draws, seed, isQuick }, say) => {
  refuseSmallSets(sets);
  const variants = sets.flatMap((set) => variantsOf(set, isQuick ? 1 : 5, seed));
  const run = (regime: Regime, times = draws, some = variants): Result[] =>
    some.map((variant) => {
      say(`consensus: ${regime.name}: ${variant.name}`);
      // A quick look does not fit the other models again for every draw.
      const looked = isQuick ? { ...regime, isClamped: false } : regime;
      return runRegime(variant, looked, { draws: times, seed });
    });
  const fewer = Math.ceil(draws / 5);
  const none = run(NONE);
  const random = run(BY_CHANCE);
  const byLevel = run(BALANCED, Math.ceil(draws / 2));
  const few = FEWER.map(({ size, regime }) => ({ size, name: regime.name, found: run(regime) }));
  const untold = run(UNTOLD, fewer);
  const others = OTHERS.map((regime) => ({ name: regime.name, results: run(regime, fewer) }));
  const thinned = variants.filter(({ name, set }) => name !== set.name);
  const whole = run(ANSWERED_BY_ALL, fewer, thinned);
  const tiny = measureTiny({ sets, crowds: CROWDS }, isQuick ? 4 : 20, seed);
  const main = [
    { name: NONE.name, results: none },
    { name: BY_CHANCE.name, results: random },
    { name: BALANCED.name, results: byLevel },
  ];
  const rest = [
    ...few.map(({ name, found }) => ({ name, results: found })),
    { name: UNTOLD.name, results: untold },
    ...others,
    { name: ANSWERED_BY_ALL.name, results: whole },
  ];
  return {
    title: "Consensus",
    text: [
      ...INTRODUCTION,
      ...overviewTable([...main, ...rest]),
      ...main.flatMap(({ name, results }) => [
        ...[`### ${name[0]?.toUpperCase()}${name.slice(1)}`, ""],
        ...accuracyTable(results),
        ...calibrationTable(results),
      ]),
      ...["### Small projects", "", SMALL, ""],
      ...tinyTable(tiny),
      ...["### Cells measured elsewhere", "", ELSEWHERE, ""],
      ...cellsTable({ none, random, byLevel, untold, few }),
    ],
    targets: [
      ...targetsWithGold(random),
      ...targetsByLevel(byLevel),
      ...targetsWithoutGold(none),
      ...targetsOfTiny(tiny),
    ],
  };
};

const INTRODUCTION = [
  "Every rule labels every set, whole and with at most three labels an item. Accuracy is measured on items that are not gold of the same draw.",
  "At most half of the items are gold. Dawid-Skene, MACE and one-coin hold to the gold in the first three lines of the overview, the mixture alone never sees it. A tie of votes counts as the chance to be right.",
  "Regret is how far the pool is behind the best of majority, median, Dawid-Skene, MACE, one-coin and wawa, in points; less than 0 means ahead.",
  "± is half of a 95% interval over paired items. ECE is the expected calibration error of ten bins.",
  "Gold at random is drawn anew for every draw, gold of as many of every level half as often, the kinds below the sixth line a fifth as often.",
  "Chance is what true confidences would miss by luck. The top bin is left out where it holds less than 5% of the items.",
  "",
];

const SMALL =
  "Real sets cut to 1 to 100 items by 1 to 5 people, and simulated crowds whose errors grow with an item's difficulty. All items of a line are scored together.";

const ELSEWHERE =
  "The formulas of the pool were first tried elsewhere, on twenty sets. These are the printed cells whose set is at hand.";
