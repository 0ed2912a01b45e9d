// The section "stopping": how many judgments the stop rule saves at equal accuracy, on sets with known truth.
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { median } from "./consensus/tally.ts";
import { table } from "./report.ts";
import type { Section } from "./section.ts";
import { replay, STOPPING } from "./stopping/replay.ts";
import { type Saving, savingOf } from "./stopping/saving.ts";

/** Replays of a set are a fifth of the draws of gold: each makes six consensuses and fits the crowd up to four times. */
const PART = 5;

export const stopping: Section = async (sets, { draws, seed }, say) => {
  const times = Math.ceil(draws / PART);
  const found = sets
    .filter(({ isCrowd }) => isCrowd)
    .map((set) => {
      say(`stopping: ${set.name}`);
      const rated = new Set(set.labeling.item);
      const known = [...set.truth.keys()].filter((item) => set.truth[item] !== 0 && rated.has(item));
      const told = replay(set, times, createRandom(seed));
      return { name: set.name, saving: savingOf(told, known, times, STOPPING.least) };
    });
  const told = found.filter(({ saving }) => saving.doesRise);
  const middle = told.length === 0 ? Number.NaN : median(told.map(({ saving }) => saving.saved));
  const lowest = told.map(({ saving }) => saving.saved).reduce((low, one) => Math.min(low, one), 1);
  return {
    title: "Adaptive stopping",
    text: [...INTRODUCTION, ...savingTable(found)],
    targets: [
      {
        name: "sets whose accuracy rises with the judgments: fewer judgments at equal accuracy, in the median",
        measured: `${percent(middle)} fewer`,
        isHeld: middle > 0,
      },
      {
        name: "… and on every set",
        measured: `${percent(lowest)} fewer at least`,
        isHeld: lowest > 0,
      },
    ],
  };
};

const INTRODUCTION = [
  `All judgments of people are taken again in random order: a fixed number for every item, or as many as the stop rule asks for, from ${STOPPING.least} to ${STOPPING.most}, at ${100 * STOPPING.confidence}% confidence. Labels are those of the default rule, without gold.`,
  "Saved is how many judgments fewer the rule takes than a fixed number with the same accuracy, numbers between two fixed ones by a straight line. ± is half of a 95% interval over groups of items.",
  "Where accuracy does not rise with every judgment, equal accuracy says nothing, and the set does not count.",
  "",
];

function savingTable(found: readonly { name: string; saving: Saving }[]): string[] {
  return table(
    ["set", "accuracy with 1 to 5", "by the rule", "judgments an item", "saved", "counts"],
    found.map(({ name, saving: { curve, accuracy, judgments, saved, within, doesRise } }) => [
      ...[name, curve.map(share).join(" "), share(accuracy), judgments.toFixed(2)],
      ...[`${percent(saved)} ± ${(100 * within).toFixed(0)}`, doesRise ? "yes" : "no"],
    ]),
  );
}

function share(value: number): string {
  return value.toFixed(3).replace(/^0\./, ".");
}

function percent(part: number): string {
  return `${(100 * part).toFixed(0)}%`;
}
