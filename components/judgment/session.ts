import type { EmptyReason, HeldItem, Progress } from "#lib/judgment/rules.ts";
import type { Unratable } from "#lib/judgment/schema.ts";

/** An answer as given: a level, or a reason why there is none. */
export type Answer = { level: number | null; unratable: Unratable | null; comment: string | null };

/** What the judging page knows. The first of `queue` is on screen. */
export type Session = {
  queue: readonly HeldItem[];
  /** Answered here, the newest last; what can be taken back. */
  history: readonly HeldItem[];
  /** Answered and not taken back: the server may still list them as held. */
  answered: ReadonlySet<string>;
  /** Why there is nothing, once the server said so */
  empty: EmptyReason | null;
  progress: Progress | null;
  /** Answers given in this sitting */
  count: number;
  /** Chosen but not submitted */
  selected: number | null;
};

/** As many steps back as the server allows. */
export const UNDO_STEPS = 10;
/** Refill when half of what is fetched at once is used up. */
export const FETCH = 8;

export type SessionEvent =
  | { kind: "claimed"; held: readonly HeldItem[]; empty: EmptyReason | null; progress: Progress | null }
  | { kind: "answered"; id: string }
  | { kind: "taken-back" }
  | { kind: "selected"; level: number | null };

export function startSession(pending: Iterable<string>): Session {
  return {
    queue: [],
    history: [],
    answered: new Set(pending),
    empty: null,
    progress: null,
    count: 0,
    selected: null,
  };
}

export function advance(session: Session, event: SessionEvent): Session {
  switch (event.kind) {
    case "claimed":
      return claimed(session, event);
    case "answered":
      return answered(session, event.id);
    case "taken-back":
      return takenBack(session);
    case "selected":
      return { ...session, selected: event.level };
  }
}

/** What is on screen stays in its place; only items that are new here are added behind. */
function claimed(session: Session, event: Extract<SessionEvent, { kind: "claimed" }>): Session {
  const known = new Set([...session.queue.map(({ id }) => id), ...session.answered]);
  const fresh = event.held.filter(({ id }) => !known.has(id));
  // An assignment that was lent anew has a new epoch, under which alone it is ours.
  const epochs = new Map(event.held.map((item) => [item.id, item]));
  const queue = session.queue.map((item) => epochs.get(item.id) ?? item);
  return {
    ...session,
    queue: [...queue, ...fresh],
    empty: event.empty,
    progress: event.progress ?? session.progress,
  };
}

function answered(session: Session, id: string): Session {
  const [first, ...rest] = session.queue;
  if (!first || first.id !== id) return session;
  const { progress } = session;
  return {
    ...session,
    queue: rest,
    history: [...session.history, first].slice(-UNDO_STEPS),
    answered: new Set(session.answered).add(id),
    count: session.count + 1,
    selected: null,
    progress: progress && {
      today: progress.today + 1,
      judged: progress.judged + 1,
      ahead: Math.max(0, progress.ahead - 1),
    },
  };
}

function takenBack(session: Session): Session {
  const last = session.history.at(-1);
  if (!last) return session;
  const answeredNow = new Set(session.answered);
  answeredNow.delete(last.id);
  const { progress } = session;
  return {
    ...session,
    queue: [last, ...session.queue],
    history: session.history.slice(0, -1),
    answered: answeredNow,
    count: Math.max(0, session.count - 1),
    selected: null,
    progress: progress && {
      today: Math.max(0, progress.today - 1),
      judged: Math.max(0, progress.judged - 1),
      ahead: progress.ahead + 1,
    },
  };
}

/** Whether more should be fetched now. */
export function needsMore(session: Session): boolean {
  return session.empty === null && session.queue.length <= FETCH / 2;
}
