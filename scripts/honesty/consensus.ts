// The section "consensus": what the labels of every rule, and the confidence of the pool, are worth on data with known truth.
import { type Regime, type Result, runRegime } from "./consensus/regime.ts";
import { accuracyTable, calibrationTable } from "./consensus/tables.ts";
import { targetsByLevel, targetsWithGold, targetsWithoutGold } from "./consensus/targets.ts";
import { variantsOf } from "./consensus/thin.ts";
import { measureTiny, targetsOfTiny, tinyTable } from "./consensus/tiny.ts";
import type { Section } from "./section.ts";

const GOLD = 100;
const PLAIN = { isToldByLevel: false, isClamped: true, isWide: false };
const REGIMES = {
  none: { ...PLAIN, name: "Without gold", gold: null },
  random: { ...PLAIN, name: `${GOLD} golds drawn at random`, gold: { kind: "random", size: GOLD } },
  byLevel: {
    ...PLAIN,
    name: `${GOLD} golds, the same number of every level`,
    gold: { kind: "by-level", size: GOLD },
    isToldByLevel: true,
  },
} as const satisfies Record<string, Regime>;

export const consensus: Section = async (sets, asked, say) => {
  const { draws, seed, isQuick } = asked;
  const variants = sets.flatMap((set) => variantsOf(set, isQuick ? 1 : 5, seed));
  const run = (regime: Regime): Result[] =>
    variants.map((variant) => {
      say(`consensus: ${regime.name}: ${variant.name}`);
      return runRegime(variant, regime, { draws, seed });
    });
  const none = run(REGIMES.none);
  const random = run(REGIMES.random);
  const byLevel = run(REGIMES.byLevel);
  const tiny = measureTiny(sets, isQuick ? 4 : 20, seed);
  const parts = [
    { ...REGIMES.none, results: none },
    { ...REGIMES.random, results: random },
    { ...REGIMES.byLevel, results: byLevel },
  ];
  return {
    title: "Consensus",
    text: [
      ...parts.flatMap(({ name, results }) => [
        `### ${name}`,
        "",
        ...accuracyTable(results),
        ...calibrationTable(results),
      ]),
      "### Small projects",
      "",
      ...tinyTable(tiny),
    ],
    targets: [
      ...targetsWithGold(random),
      ...targetsByLevel(byLevel),
      ...targetsWithoutGold(none),
      ...targetsOfTiny(tiny),
    ],
  };
};
