// The section "bench": whether gold tells which rule is better, on projects whose truth is known.
import { drawConfused, drawDemo } from "./bench/crowds.ts";
import { type Pair, pairsOf } from "./bench/judged-pairs.ts";
import { BENCHED, type Redraw, redraw } from "./bench/measure.ts";
import { mean } from "./consensus/tally.ts";
import { table } from "./report.ts";
import type { Section, Target } from "./section.ts";

const REDRAWS = { full: 60, quick: 6 } as const;
/** A difference from here on should be told right, in so many of the redraws. */
const MATTERS = 0.03;
const LEAST_RIGHT = 40 / 60;

type Found = { readonly name: string; readonly redraws: readonly Redraw[] };

export const bench: Section = async (_sets, { seed, isQuick }, say) => {
  const times = REDRAWS[isQuick ? "quick" : "full"];
  const found: Found[] = [
    { name: "the demo's people and items", redraws: redraw(drawDemo, times, seed, say) },
    { name: "a crowd that confuses levels", redraws: redraw(drawConfused, times, seed, say) },
  ];
  return {
    title: "Bench",
    text: [
      ...INTRODUCTION,
      ...found.flatMap(({ name, redraws }) => [
        ...[`### ${name[0]?.toUpperCase()}${name.slice(1)}`, "", goldSentence(redraws), ""],
        ...ruleTable(redraws),
        ...pairTable(pairsOf(redraws, "exact"), redraws.length),
        ...recommendationTable(redraws),
      ]),
    ],
    targets: found.flatMap(targetsOf),
  };
};

const INTRODUCTION = [
  "Gold, answers and, outside the demo, people and items are drawn anew each time. Gold is balanced by level. In the demo its keys accept neighbors as the demo's do, so the bench compares what keys accept while the truth below is exact.",
  'Truth is measured on the items that are no gold. "Right" counts the redraws in which the bench has the better rule ahead, "certain" those in which it says so with certainty, "wrong" those in which it is certain of the opposite.',
  "",
];

function goldSentence(redraws: readonly Redraw[]): string {
  const of = (pick: (redraw: Redraw) => number) => mean(redraws.map(pick));
  return `${redraws.length} redraws, ${of(({ bench }) => bench.gold.items).toFixed(0)} golds that count as ${of(({ bench }) => bench.gold.effective).toFixed(0)} drawn at random.`;
}

const share = (value: number) => value.toFixed(3).replace(/^0\./, ".").replace(/^-0\./, "-.");

function ruleTable(redraws: readonly Redraw[]): string[] {
  return table(
    ["rule", "true accuracy", "by what keys accept", "on the bench"],
    BENCHED.map((rule) => [
      rule,
      share(mean(redraws.map(({ exact }) => exact.get(rule) ?? 0))),
      share(mean(redraws.map(({ accepted }) => accepted.get(rule) ?? 0))),
      share(
        mean(
          redraws.map(({ bench }) => {
            const scores = bench.rows.find((row) => row.rule === rule)?.scores;
            return scores?.reason === null ? scores.accuracy : Number.NaN;
          }),
        ),
      ),
    ]),
  );
}

function pairTable(pairs: readonly Pair[], times: number): string[] {
  return table(
    [
      "better",
      "worse",
      "truly, points",
      "on the bench",
      "right",
      "certain",
      "wrong",
      "interval holds the truth",
    ],
    pairs.map(({ better, worse, truth, estimate, right, certain, wrong, covered }) => [
      ...[better, worse, (100 * truth).toFixed(1), (100 * estimate).toFixed(1)],
      ...[`${right} of ${times}`, String(certain), String(wrong), `${covered} of ${times}`],
    ]),
  );
}

/** What was recommended, and how far that was behind the truly best of the redraw. */
function recommendationTable(redraws: readonly Redraw[]): string[] {
  const reasons = [...new Set(redraws.map(({ bench }) => bench.recommendation.reason))];
  return table(
    ["reason", "redraws", "rules", "points behind the best", "points ahead of the plain vote"],
    reasons.map((reason) => {
      const own = redraws.filter(({ bench }) => bench.recommendation.reason === reason);
      const accuracy = ({ bench, exact }: Redraw) => exact.get(bench.recommendation.rule) ?? 0;
      const behind = own.map((one) => Math.max(...one.exact.values()) - accuracy(one));
      const ahead = own.map((one) => accuracy(one) - (one.exact.get("majority") ?? 0));
      return [
        ...[reason, String(own.length)],
        [...new Set(own.map(({ bench }) => bench.recommendation.rule))].join(", "),
        ...[(100 * mean(behind)).toFixed(1), (100 * mean(ahead)).toFixed(1)],
      ];
    }),
  );
}

function targetsOf({ name, redraws }: Found): Target[] {
  const pairs = pairsOf(redraws, "exact").filter(({ truth }) => truth >= MATTERS);
  const wrong = pairs.reduce((sum, pair) => sum + pair.wrong, 0);
  const least = pairs.reduce<Pair | null>(
    (low, one) => (low === null || one.right < low.right ? one : low),
    null,
  );
  return [
    {
      name: `${name}: never certain of the wrong one where rules truly differ by ${100 * MATTERS} points`,
      measured: `${wrong} of ${pairs.length * redraws.length}`,
      isHeld: wrong === 0,
    },
    {
      name: `${name}: of two rules that truly differ by ${100 * MATTERS} points, the better is ahead in two of three redraws`,
      measured:
        least === null
          ? "no such pair"
          : `${least.right} of ${redraws.length} at least (${least.better} before ${least.worse})`,
      isHeld: least === null || least.right >= LEAST_RIGHT * redraws.length,
    },
  ];
}
