import { studentQuantile } from "#lib/trust/student.ts";

/** How far the ordinary items are; gold is no part of it. */
export type Progress = {
  items: number;
  done: number;
  /** Begun or in somebody's hands, and not done */
  inWork: number;
  waiting: number;
  paused: number;
  /** Judgments that count, and how many the plan wants */
  counted: number;
  wanted: number;
  pace: Pace | null;
  completion: Completion;
};

/** Judgments an hour over the window that was looked at, breaks and nights included. */
export type Pace = { perHour: number; hours: number };

/** Hours from now until the work is done. */
export type Completion =
  | { reason: null; hours: number; earliest: number; latest: number | null }
  | { reason: "nothing-left" | "not-live" | "no-recent-work" | "too-few" };

export type ItemCounts = Pick<Progress, "done" | "inWork" | "waiting" | "paused" | "counted" | "wanted"> & {
  /** Judgments that are still wanted of items that are not paused */
  remaining: number;
};

/** Judgments of equal stretches of the hours up to now, oldest first. */
export type Rhythm = { blocks: readonly number[]; hours: number };

/** The stretches a window is cut into */
export const BLOCKS = 12;
/** Two days hold each hour of the day twice */
export const LONGEST_HOURS = 48;

const NEEDED_HOURS = 0.5;
const NEEDED_JUDGMENTS = 30;

export function progressOf(counts: ItemCounts, isLive: boolean, rhythm: Rhythm): Progress {
  const { remaining, ...shown } = counts;
  const judgments = sum(rhythm.blocks);
  return {
    ...shown,
    items: shown.done + shown.inWork + shown.waiting + shown.paused,
    pace: judgments === 0 ? null : { perHour: judgments / rhythm.hours, hours: rhythm.hours },
    completion: estimateCompletion(remaining, isLive, rhythm),
  };
}

/**
 * When the work will be done if it goes on as in the window, with a 95 % interval.
 *
 * The pace of the time to come is guessed from the spread between equal stretches of the window: mean ± t × s × √(1/B + 1/n)
 * judgments per stretch, where B stretches were seen and n are still needed at the mean pace (the usual prediction
 * interval of a mean of n). Where the lower end is no pace at all, there is no latest time.
 *
 * @example 1,200 left after 12 stretches of one hour with 100 judgments each: in 12 hours, and no sooner nor later
 */
export function estimateCompletion(remaining: number, isLive: boolean, rhythm: Rhythm): Completion {
  const { blocks, hours } = rhythm;
  if (remaining === 0) return { reason: "nothing-left" };
  if (!isLive) return { reason: "not-live" };
  const judgments = sum(blocks);
  if (judgments === 0) return { reason: "no-recent-work" };
  if (judgments < NEEDED_JUDGMENTS || hours < NEEDED_HOURS) return { reason: "too-few" };
  const mean = judgments / blocks.length;
  const spread = Math.sqrt(sum(blocks.map((block) => (block - mean) ** 2)) / (blocks.length - 1));
  const half =
    studentQuantile(0.975, blocks.length - 1) * spread * Math.sqrt(1 / blocks.length + mean / remaining);
  const hoursAt = (perBlock: number) => (remaining / perBlock) * (hours / blocks.length);
  return {
    reason: null,
    hours: hoursAt(mean),
    earliest: hoursAt(mean + half),
    latest: mean > half ? hoursAt(mean - half) : null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
