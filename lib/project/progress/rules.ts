import { studentQuantile } from "#lib/statistics/numeric/student.ts";

/** How far the ordinary items are; gold is no part of it. */
export type ProjectProgress = {
  items: number;
  done: number;
  /** Judged or in somebody's hands, and not done */
  begun: number;
  waiting: number;
  paused: number;
  /** Of `begun` and `waiting`, those that nobody can judge any more */
  blocked: Blocked;
  /** Judgments that count, and how many the plan wants */
  counted: number;
  wanted: number;
  pace: Pace | null;
  completion: Completion;
  work: Work;
};

export type Blocked = { begun: number; waiting: number };

/** Judgments of the window that was looked at, breaks and nights included. */
export type Pace = { judgments: number; perHour: number; hours: number };

/** Hours from now until the work is done. */
export type Completion =
  | { reason: null; hours: number; earliest: number; latest: number | null }
  | { reason: "nothing-left" | "not-live" | "no-recent-work" | "too-few" | "needs-people" | "undecided" };

/** Whether the work goes on, and if not, what it waits for. */
export type Work =
  | { kind: "done" | "not-live" | "no-items" | "nobody-joined" }
  | { kind: "going"; shortage: Shortage | null }
  /** People could judge, and for a day nobody has. */
  | { kind: "idle"; shortage: Shortage | null; items: number; people: number; hours: number | null }
  /** Whoever can work has judged all that is left. */
  | { kind: "needs-people"; shortage: Shortage }
  /** People have joined, and none of them may go on. */
  | { kind: "nobody-active"; inReview: number; suspended: number }
  | { kind: "all-paused" | "undecided"; items: number };

/** Items that the present people cannot finish. */
export type Shortage = {
  items: number;
  /** People that an item lacks: on the item that lacks the fewest, and on the one that lacks the most */
  fewest: number;
  most: number;
  /** People who can work, and those who have joined and cannot */
  active: number;
  others: number;
};

/** The counts of one project that its progress is told by. */
export type Counts = {
  state: "draft" | "live" | "paused" | "ended";
  /** Ordinary items by state; those that are begun are open too */
  done: number;
  begun: number;
  waiting: number;
  paused: number;
  /** Done for now: the stop rule may still want one more judgment. */
  undecided: number;
  /** Somebody has them in hand. */
  held: number;
  counted: number;
  wanted: number;
  /** Judgments that are still wanted of items that are not paused */
  remaining: number;
  joined: number;
  active: number;
  inReview: number;
  suspended: number;
  /** Since the newest judgment; null before the first */
  quietHours: number | null;
  /** Since the launch */
  liveHours: number;
  blocked: Blocked;
  short: Pick<Shortage, "items" | "fewest" | "most">;
};

/** Judgments of equal stretches of the hours up to now, oldest first. */
export type Rhythm = { blocks: readonly number[]; hours: number };

/** The stretches a window is cut into */
export const BLOCKS = 12;
/** Two days hold each hour of the day twice */
export const LONGEST_HOURS = 48;

const NEEDED_HOURS = 0.5;
const NEEDED_JUDGMENTS = 30;
/** A night is no standstill. */
const IDLE_HOURS = 24;

export function progressOf(counts: Counts, rhythm: Rhythm): ProjectProgress {
  const { done, begun, waiting, paused, blocked, counted, wanted } = counts;
  const judgments = sum(rhythm.blocks);
  const { hours } = rhythm;
  return {
    ...{ done, begun, waiting, paused, blocked, counted, wanted },
    items: done + begun + waiting + paused,
    pace: judgments === 0 ? null : { judgments, perHour: judgments / hours, hours },
    completion: completionOf(counts, rhythm),
    work: workOf(counts),
  };
}

/**
 * Whether the work of a project goes on, and if not, what it waits for.
 *
 * @example three judgments wanted, two people done with all six items: "needs-people", six items lack one person
 */
export function workOf(counts: Counts): Work {
  const { state, done, paused, undecided, held, joined, active, inReview, suspended } = counts;
  const open = counts.begun + counts.waiting;
  const blocked = counts.blocked.begun + counts.blocked.waiting;
  if (state !== "live") return { kind: "not-live" };
  if (open === 0) {
    if (undecided > 0) return { kind: "undecided", items: undecided };
    if (paused > 0) return { kind: "all-paused", items: paused };
    return { kind: done > 0 ? "done" : "no-items" };
  }
  if (joined === 0) return { kind: "nobody-joined" };
  if (active === 0 && held === 0) return { kind: "nobody-active", inReview, suspended };
  const shortage = shortageOf(counts);
  if (blocked === open && shortage !== null) return { kind: "needs-people", shortage };
  if (held === 0 && (counts.quietHours ?? counts.liveHours) >= IDLE_HOURS) {
    return { kind: "idle", shortage, items: open - blocked, people: active, hours: counts.quietHours };
  }
  return { kind: "going", shortage };
}

function shortageOf({ short, active, joined }: Counts): Shortage | null {
  return short.items === 0 ? null : { ...short, active, others: joined - active };
}

function completionOf(counts: Counts, rhythm: Rhythm): Completion {
  if (counts.state === "live" && counts.remaining === 0 && counts.undecided > 0)
    return { reason: "undecided" };
  if (counts.state === "live" && counts.short.items > 0) return { reason: "needs-people" };
  return estimateCompletion(counts.remaining, counts.state === "live", rhythm);
}

/**
 * When the work will be done if it goes on as in the window, with a 95% interval.
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
