import type { ItemContent } from "#lib/item/rules.ts";
import type { GoldAnswer } from "#lib/statistics/trust/gold-accuracy.ts";
import { ordinalRatios, ordinalSprtDefaults } from "#lib/statistics/trust/sprt-ordinal.ts";

/** The version of this rule. Every attempt that it ended names it. Attempts without one are of the first version. */
export const QUIZ_RULE = 1;

/** With fewer gold items there is no quiz: gold that people saw in the quiz can no longer measure them. */
export const LEAST_BANK = 5;
/** The fewest others that a person is compared with. */
export const LEAST_PEERS = 5;
const SHORTEST = 3;

/** A gold item that can be in a quiz. */
export type PracticeItem = {
  itemNo: number;
  acceptable: readonly number[];
  hasReason: boolean;
  /** It was served as often as it may be, so showing it in a quiz costs nothing */
  isWornOut: boolean;
};

/** An answer on gold with the levels that are acceptable now. */
export type GradableAnswer = {
  annotatorNo: number;
  itemNo: number;
  level: number;
  acceptable: readonly number[];
};

export type Attempt = 1 | 2;

/**
 * The number of items of the quiz: as set, but at most half of the bank. The other half can still be served unmarked.
 *
 * @example quizSize(10, 200) is 10, quizSize(10, 12) is 6, quizSize(10, 4) is 0
 */
export function quizSize(setting: number, bank: number): number {
  if (bank < LEAST_BANK) return 0;
  return Math.min(setting, Math.max(SHORTEST, Math.floor(bank / 2)));
}

/**
 * The items of an attempt in this person's own order. Answered items stay. The others are chosen level by level, always
 * for the level that has the fewest, and first those with a reason and those that are worn out. As far as possible
 * everybody gets the same items, so that little gold is used up and people can be compared. The second attempt has other
 * items where the bank is three times as large as the quiz, else the same items in another order.
 */
export function quizItems(
  bank: readonly PracticeItem[],
  size: number,
  attempt: Attempt,
  answered: { first: readonly number[]; second: readonly number[] },
  seed: number,
): number[] {
  const own = new Set(attempt === 1 ? answered.first : answered.second);
  const first = new Set(answered.first);
  const hasOthers = bank.length >= 3 * size;
  const fitting = bank.filter(
    ({ itemNo }) => attempt === 1 || own.has(itemNo) || first.has(itemNo) !== hasOthers,
  );
  // If gold was withdrawn in the meantime, the quiz can still end.
  const offered = fitting.some(({ itemNo }) => !own.has(itemNo)) ? fitting : bank;
  // If the quiz was made shorter in the meantime, one more answer ends it.
  const picked = fillByLevel(offered, own, Math.max(size, own.size + 1));
  return picked.sort((a, b) => mix(a, seed + attempt) - mix(b, seed + attempt) || a - b);
}

function fillByLevel(bank: readonly PracticeItem[], own: ReadonlySet<number>, size: number): number[] {
  const picked = bank.filter(({ itemNo }) => own.has(itemNo));
  const waiting = bank.filter(({ itemNo }) => !own.has(itemNo)).sort(byWorth);
  while (picked.length < size && waiting.length > 0) {
    const has = (level: number) => picked.filter((item) => homeLevel(item) === level).length;
    const fewest = waiting.reduce((best, item) =>
      has(homeLevel(item)) < has(homeLevel(best)) ? item : best,
    );
    waiting.splice(waiting.indexOf(fewest), 1);
    picked.push(fewest);
  }
  return picked.map(({ itemNo }) => itemNo);
}

function byWorth(a: PracticeItem, b: PracticeItem): number {
  return (
    Number(b.hasReason) - Number(a.hasReason) ||
    Number(b.isWornOut) - Number(a.isWornOut) ||
    mix(a.itemNo, 0) - mix(b.itemNo, 0) ||
    a.itemNo - b.itemNo
  );
}

/** The level that gold counts as in a balanced quiz: the middle of its acceptable levels, the lower of two. */
function homeLevel({ acceptable }: PracticeItem): number {
  return acceptable[Math.floor((acceptable.length - 1) / 2)] ?? 0;
}

// Two rounds of a multiply-and-shift hash on 32 bits: an order without a pattern, the same on every run.
function mix(value: number, seed: number): number {
  let hash = Math.imul(value ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whether an answer is right: its level is one of the acceptable ones. */
export function isRight(answer: { level: number; acceptable: readonly number[] }): boolean {
  return answer.acceptable.includes(answer.level);
}

/**
 * The share of these items that the others get right: the median over everybody else who answered at least three of them
 * (or all, where there are fewer). 1 while there are fewer than five such people. So nobody has to be perfect on a hard
 * scale.
 */
export function reference(own: readonly GradableAnswer[], others: readonly GradableAnswer[]): number {
  const items = new Set(own.map(({ itemNo }) => itemNo));
  const annotatorNo = own[0]?.annotatorNo;
  const same = others.filter((answer) => items.has(answer.itemNo) && answer.annotatorNo !== annotatorNo);
  const shares = [...Map.groupBy(same, (answer) => answer.annotatorNo).values()]
    .filter((answers) => answers.length >= Math.min(SHORTEST, items.size))
    .map((answers) => answers.filter(isRight).length / answers.length);
  return shares.length < LEAST_PEERS ? 1 : median(shares);
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

type QuizResult = { right: number; total: number; needed: number; hasPassed: boolean };

/** Passed with at least `pass` times the share that the others get right. A single miss never fails the quiz. */
export function quizResult(
  own: readonly GradableAnswer[],
  others: readonly GradableAnswer[],
  pass: number,
): QuizResult {
  const total = own.length;
  const right = own.filter(isRight).length;
  // A tolerance for the rounding of floating-point numbers.
  const share = Math.ceil(pass * reference(own, others) * total - 1e-9);
  const needed = Math.max(0, Math.min(share, total - 1));
  return { right, total, needed, hasPassed: right >= needed };
}

/**
 * Whether the answers fit someone who reads the items better than someone who guesses, even if few are right. On ten items,
 * right and wrong alone cannot separate an unpracticed person from a careless one, but the distances can.
 */
export function isNearGold(answers: readonly GradableAnswer[], levels: number): boolean {
  const ratios = ordinalRatios(answers.map(asGoldAnswer), ordinalSprtDefaults(levels));
  return ratios.reduce((sum, ratio) => sum + ratio, 0) > 0;
}

/** With levels from 0, as in lib/statistics. */
export function asGoldAnswer({ level, acceptable }: GradableAnswer): GoldAnswer {
  return { label: level - 1, acceptable: acceptable.map((gold) => gold - 1) };
}

export type QuizFacts = {
  isDue: boolean;
  /** Of the scale */
  levels: number;
  /** As set by the requester */
  setting: number;
  pass: number;
  seed: number;
  /** The ids of this person's practice items are made from it */
  secret: string;
  state: "probation" | "trusted" | "review" | "suspended";
  hasRetry: boolean;
  bank: readonly PracticeItem[];
  answers: readonly { itemNo: number; attempt: number; level: number }[];
};

export type QuizPlan = { attempt: Attempt; answered: number; total: number; next: number | null };

/** The state of a person in the quiz. It is the same on every visit, so a reload changes nothing. */
export function quizPlan({ setting, seed, hasRetry, bank, answers }: QuizFacts): QuizPlan {
  const given = (attempt: Attempt) =>
    answers.filter((answer) => answer.attempt === attempt).map(({ itemNo }) => itemNo);
  const attempt = hasRetry ? 2 : 1;
  const answered = { first: given(1), second: given(2) };
  const own = hasRetry ? answered.second : answered.first;
  const items = quizItems(bank, quizSize(setting, bank.length), attempt, answered, seed);
  const next = items.find((itemNo) => !own.includes(itemNo)) ?? null;
  return { attempt, answered: own.length, total: Math.max(items.length, own.length), next };
}

/** What a person sees of the quiz before they answer the next item. */
export type QuizView = {
  attempt: Attempt;
  /** How many of this attempt are answered */
  answered: number;
  total: number;
  /** Its id is made for this person. The item's own number never leaves the server. */
  item: { id: string; query: { text: string; note: string } | null; content: ItemContent };
};

/** What a person learns after an answer in the quiz. */
export type QuizReply = {
  /** The stored level, which may come from another tab */
  level: number;
  isRight: boolean;
  acceptable: number[];
  reason: string;
  /** After the last answer of an attempt */
  end: QuizEnd | null;
};

/** How an attempt ended, and what comes next: the first item, other practice items, or the requester's decision. */
export type QuizEnd = {
  right: number;
  total: number;
  /** Right answers that passing needs; null where the attempt ended under a version that did not store it */
  needed: number | null;
  next: "work" | "retry" | "review";
};
