import type { Submit } from "#lib/judgment/schema.ts";
import type { Held } from "../checkers/history/operation.ts";
import type { Random } from "../random.ts";

/** How often things happen, as shares of the answers. */
export type Habits = {
  /** Sends an answer twice at once */
  double: number;
  /** Of those sent twice, the share whose second copy says something else under the same request key */
  changed: number;
  /** Leaves an item and lets its lease run out */
  abandoned: number;
  /** Answers after the lease ran out */
  late: number;
  returned: number;
  /** Claims in two tabs at once and answers in both */
  twoTabs: number;
  unratable: number;
  undo: number;
  renew: number;
  /** Closes the page: everything held is released */
  release: number;
  /** Sends an answer of long ago again */
  resend: number;
  /** Uses a request key that others use as well */
  commonRequestKey: number;
  /** Goes home for good and leaves what they hold; only some people do */
  quit: number;
};

export const HABITS: Habits = {
  double: 0.05,
  changed: 0.2,
  abandoned: 0.05,
  late: 0.03,
  returned: 0.02,
  twoTabs: 0.01,
  unratable: 0.01,
  undo: 0.02,
  renew: 0.02,
  release: 0.005,
  resend: 0.01,
  commonRequestKey: 0.01,
  quit: 0.005,
};

/** An answer that is sent later than it was made. */
type Due = { at: number; send: () => Promise<void> };

/** One simulated annotator: what they hold and remember. */
export type Person = {
  no: number;
  random: Random;
  habits: Habits;
  held: Held[];
  due: Due[];
  sent: Submit[];
  isGone: boolean;
  /** How many of the common request keys they have used; each at most once */
  commonRequestKeys: number;
};

/** One of four may go home for good. */
export function createPerson(no: number, random: Random, habits: Habits): Person {
  const own = no % 4 === 0 ? habits : { ...habits, quit: 0 };
  return { no, random, habits: own, held: [], due: [], sent: [], isGone: false, commonRequestKeys: 0 };
}

const REMEMBERED = 50;

export function rememberSent(person: Person, input: Submit): void {
  person.sent.push(input);
  if (person.sent.length > REMEMBERED) person.sent.shift();
}

/** The person's answer to an item: a level from 1 to 5 or, rarely, why they cannot judge it. */
export function answerTo(person: Person, held: Held, commonRequestKeys: readonly string[]): Submit {
  const { random, habits } = person;
  const isUnratable = random.chance(habits.unratable);
  const common = random.chance(habits.commonRequestKey)
    ? commonRequestKeys[person.commonRequestKeys]
    : undefined;
  if (common !== undefined) person.commonRequestKeys++;
  return {
    assignmentId: held.id,
    epoch: held.epoch,
    requestKey: common ?? random.uuid(),
    level: isUnratable ? null : 1 + random.below(5),
    unratable: isUnratable ? reasonOf(random) : null,
    comment: random.chance(0.05) ? `note ${random.below(1000)}` : null,
    durationMs: 500 + random.below(20_000),
    guidelineVersion: 0,
  };
}

// Two people who cannot judge a query pause it, so they are rare: the run shall reach its numbers.
function reasonOf(random: Random): "query" | "result" | "rater" {
  if (!random.chance(0.1)) return "rater";
  return random.chance(0.5) ? "query" : "result";
}
