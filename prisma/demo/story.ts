import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { DAY_MS, DAYS, HOUR_MS } from "./calendar.ts";
import { CROWD, durationOf, judgeAs, pickPeople } from "./crowd.ts";
import type { ReplayedJudgment } from "./replay.ts";

/** An item of the demo as it was imported, in the order in which its queries are lent. */
export type DemoItem = { itemNo: number; truth: number; isGold: boolean };

const SEED = 20_261_123;
const LEVELS = 5;
const JUDGMENTS_PER_ITEM = 3;
/** Share of the ordinary items that are done, and of those that at least one person has begun */
const DONE = 0.8;
const BEGUN = 0.86;
const GOLD_RATE = 0.1;
const GOLD_CAP = 6;

const COMMENTS: Readonly<Record<number, readonly string[]>> = {
  1: ["Nothing to do with the query.", "Wrong category altogether."],
  2: ["Accessory, not the device.", "Same brand, other product."],
  3: ["Fits only some of the models.", "Could be meant, but I doubt it."],
  4: ["Older model than most would want.", "Right kind, unusual size."],
  5: [],
};

type Told = Omit<ReplayedJudgment, "at"> & { at: number };

/**
 * The judgments of the simulated crowd: the work runs through the items in their order over nine days up to
 * `last`, four in five are done, a few begun, the rest untouched; gold comes at random positions, once per
 * person and never above its cap. The same items and seed give the same judgments, except for their times.
 */
export function tellStory(items: readonly DemoItem[], last: Date): ReplayedJudgment[] {
  const random = createRandom(SEED);
  const ordinary = items.filter((item) => !item.isGold);
  const told = ordinary.flatMap((item, at) => judgeOrdinary(item, at / ordinary.length, random));
  const golds = answerGolds(
    items.filter((item) => item.isGold),
    told,
    random,
  );
  return [...told, ...golds].map((judgment) => ({ ...judgment, at: new Date(last.getTime() - judgment.at) }));
}

function judgeOrdinary(item: DemoItem, position: number, random: Random): Told[] {
  const isDone = position < DONE;
  const wanted = isDone ? JUDGMENTS_PER_ITEM : position < BEGUN ? 1 + Math.floor(random() * 2) : 0;
  const stuck = isDone && random() < 0.012;
  const people = pickPeople(wanted + (stuck ? 1 : 0), random);
  return people.map((person, at) => {
    const judgment = judge(item, person, agoOf(position, random), random);
    if (!stuck || at > 0) return judgment;
    // The first person could not judge it, which freed the slot for one more.
    const why = random() < 0.7 ? ("result" as const) : ("rater" as const);
    const comment = why === "result" ? "The text is cut off." : "I do not know this kind of product.";
    return { ...judgment, level: null, unratable: why, comment };
  });
}

// People get gold in proportion to what they judged, and each gold item once.
function answerGolds(golds: readonly DemoItem[], told: readonly Told[], random: Random): Told[] {
  const shown = new Map<number, number>();
  return CROWD.flatMap((_, person) => {
    const own = told.filter((judgment) => judgment.annotatorNo === person + 1);
    const count = Math.round((own.length * GOLD_RATE) / (1 - GOLD_RATE));
    const free = golds.filter((gold) => (shown.get(gold.itemNo) ?? 0) < GOLD_CAP);
    return shuffle(free, random)
      .slice(0, count)
      .map((gold) => {
        shown.set(gold.itemNo, (shown.get(gold.itemNo) ?? 0) + 1);
        const beside = own[Math.floor(random() * own.length)];
        return judge(gold, person, (beside?.at ?? 0) + random() * 60_000, random);
      });
  });
}

function judge(item: DemoItem, person: number, at: number, random: Random): Told {
  const character = CROWD[person];
  if (!character) throw new RangeError(`there is no person ${person}`);
  const level = judgeAs(character, item.truth, LEVELS, random);
  const durationMs = durationOf(character, random);
  const possible = COMMENTS[level] ?? [];
  const isChatty = character.seconds > 4 && random() < 0.05;
  const comment = isChatty ? (possible[Math.floor(random() * possible.length)] ?? null) : null;
  return { itemNo: item.itemNo, annotatorNo: person + 1, level, unratable: null, comment, durationMs, at };
}

// Milliseconds before the end: the work is spread evenly over the days, within an hour and a half.
function agoOf(position: number, random: Random): number {
  const through = Math.min(1, position / BEGUN);
  return Math.max(0, (1 - through) * DAYS * DAY_MS + (random() - 0.5) * 3 * HOUR_MS);
}

function shuffle<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
