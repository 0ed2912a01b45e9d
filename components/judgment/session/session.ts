import type { DeskProgress, EmptyReason, HeldItem } from "#lib/judgment/rules.ts";
import type { Unratable } from "#lib/judgment/schema.ts";
import {
  type AnswerDraft,
  type Drafts,
  NOTHING,
  withDraft,
  withoutDraft,
  withoutLeftovers,
} from "./drafts.ts";
import { HOLDS_NOTHING, isSameQuery, leaseOf, progressBy } from "./queue-steps.ts";

/** An answer as given: a level, or a reason why there is none. */
export type Answer = { level: number | null; unratable: Unratable | null; comment: string | null };

/** What the judging page knows. The first of `queue` is on screen. */
export type Session = {
  queue: readonly HeldItem[];
  /** Answered here, the newest last; what can be taken back. */
  history: readonly { item: HeldItem; answer: Answer }[];
  /** Answered and not taken back: the server may still list them as held. */
  answered: ReadonlySet<string>;
  /** Taken back here: the server may not list them as held yet. */
  back: ReadonlySet<string>;
  /** Why there is nothing, once the server said so */
  empty: EmptyReason | null;
  /** The requester's reason where the person is suspended, once the server said so; null where they are not */
  suspendedFor: string | null;
  progress: DeskProgress | null;
  /** Answers given in this sitting */
  count: number;
  /** What was begun, by item */
  drafts: Drafts;
  /** What was begun on the item on screen */
  draft: AnswerDraft;
  /** Whether the server said what this person holds */
  isHeldKnown: boolean;
};

/** As many steps back as the server allows. */
const UNDO_STEPS = 10;
/** Refill when half of what is fetched at once is used up. */
export const FETCH = 8;

export type SessionEvent =
  | {
      kind: "claimed";
      held: readonly HeldItem[];
      empty: EmptyReason | null;
      suspendedFor?: string | null;
      progress: DeskProgress | null;
      /** Fewer came than were asked for: what is held is all there is now. */
      isAll?: boolean;
    }
  | { kind: "answered"; id: string; answer: Answer }
  | { kind: "taken-back" }
  /** The server refused to undo this answer: it stands, and its item is not the person's. */
  | { kind: "stands"; id: string }
  /** In another tab of this person */
  | { kind: "elsewhere"; id: string; isAnswered: boolean }
  /** The person saw the acceptable levels, or the server refused the answer: these answers can no longer be undone. */
  | { kind: "closed"; ids: readonly string[] }
  /** What could be taken back before a reload */
  | { kind: "restored"; history: Session["history"] }
  /** What was begun before a reload */
  | { kind: "begun"; drafts: Drafts }
  | { kind: "drafted"; change: Partial<AnswerDraft> }
  | { kind: "discarded"; id: string };

export function startSession(): Session {
  return {
    queue: [],
    history: [],
    answered: new Set(),
    back: new Set(),
    empty: null,
    suspendedFor: null,
    progress: null,
    count: 0,
    drafts: {},
    draft: NOTHING,
    isHeldKnown: false,
  };
}

export function advance(session: Session, event: SessionEvent): Session {
  const next = step(session, event);
  const first = next.queue[0];
  const draft = (first && next.drafts[first.id]) ?? NOTHING;
  return draft === next.draft ? next : { ...next, draft };
}

function step(session: Session, event: SessionEvent): Session {
  const [first] = session.queue;
  switch (event.kind) {
    case "claimed":
      return claimed(session, event);
    case "answered":
      return answered(session, event.id, event.answer);
    case "taken-back":
      return takenBack(session);
    case "stands":
      return stands(session, event.id);
    case "elsewhere":
      return elsewhere(session, event.id, event.isAnswered);
    case "closed":
      return closed(session, event.ids);
    case "restored":
      return session.history.length > 0 ? session : { ...session, history: event.history.slice(-UNDO_STEPS) };
    case "begun":
      return { ...session, drafts: { ...event.drafts, ...session.drafts } };
    case "drafted":
      return {
        ...session,
        drafts: first
          ? withDraft(session.drafts, first, { ...session.draft, ...event.change })
          : session.drafts,
      };
    case "discarded":
      return { ...session, drafts: withoutDraft(session.drafts, event.id) };
  }
}

/**
 * The new queue: the item on screen (on an empty desk, one with a draft), undone items, other results of the same query,
 * the rest as the server sent it. Items that the server no longer lists are lent to somebody else now and are dropped.
 */
function claimed(session: Session, event: Extract<SessionEvent, { kind: "claimed" }>): Session {
  const suspendedFor = event.suspendedFor ?? null;
  const held = event.held.filter(({ id }) => !session.answered.has(id));
  const lent = new Map(held.map((item) => [item.id, item]));
  // The suspension took everything back, what is on screen too.
  const [onScreen, ...rest] = suspendedFor === null ? session.queue : [];
  const first = onScreen ?? held.find(({ id }) => id in session.drafts);
  const front = [...(first ? [first] : []), ...rest.filter(({ id }) => session.back.has(id))];
  const inFront = new Set(front.map(({ id }) => id));
  const behind = held.filter(({ id }) => !inFront.has(id));
  const isAtHand = ({ query }: HeldItem) => first !== undefined && isSameQuery(query, first.query);
  const queue = [
    ...front.map((item) => leaseOf(item, lent.get(item.id))),
    ...behind.filter(isAtHand),
    ...behind.filter((item) => !isAtHand(item)),
  ];
  const isHeldKnown = event.empty === null || suspendedFor !== null || HOLDS_NOTHING.has(event.empty);
  const progress = toldProgress(session, event);
  return {
    ...session,
    queue,
    empty: event.empty,
    suspendedFor,
    isHeldKnown,
    drafts: isHeldKnown ? withoutLeftovers(session.drafts, queue) : session.drafts,
    progress:
      progress && event.isAll
        ? { ...progress, ahead: { least: queue.length, most: queue.length } }
        : progress,
  };
}

// The server does not know the answers that are still being sent: it counts their items as held. They are added here,
// so that the count for today never goes down after a fetch.
function toldProgress(session: Session, { held, progress }: Extract<SessionEvent, { kind: "claimed" }>) {
  if (progress === null) return session.progress;
  const onTheirWay = held.filter(({ id }) => session.answered.has(id)).length;
  const told = progressBy(progress, onTheirWay);
  return told && { ...told, today: Math.max(told.today, session.progress?.today ?? 0) };
}

function answered(session: Session, id: string, answer: Answer): Session {
  const [first, ...rest] = session.queue;
  if (!first || first.id !== id) return session;
  const back = new Set(session.back);
  back.delete(id);
  return {
    ...session,
    queue: rest,
    history: [...session.history, { item: first, answer }].slice(-UNDO_STEPS),
    answered: new Set(session.answered).add(id),
    back,
    count: session.count + 1,
    drafts: withoutDraft(session.drafts, id),
    progress: progressBy(session.progress, 1),
  };
}

/** The answer that an undo takes back. A suspended person has none; once reinstated, they have theirs again. */
export function lastUndoable({ history, suspendedFor }: Session): Session["history"][number] | undefined {
  return suspendedFor === null ? history.at(-1) : undefined;
}

/** The item comes back with its answer, so that the person sees what they undo. */
function takenBack(session: Session): Session {
  const last = lastUndoable(session);
  if (!last) return session;
  const draft = { ...NOTHING, level: last.answer.level, comment: last.answer.comment ?? "" };
  const answeredNow = new Set(session.answered);
  answeredNow.delete(last.item.id);
  return {
    ...session,
    queue: [last.item, ...session.queue],
    history: session.history.slice(0, -1),
    answered: answeredNow,
    back: new Set(session.back).add(last.item.id),
    count: Math.max(0, session.count - 1),
    drafts: withDraft(session.drafts, last.item, draft),
    progress: progressBy(session.progress, -1),
  };
}

function stands(session: Session, id: string): Session {
  if (!session.back.has(id)) return session;
  const back = new Set(session.back);
  back.delete(id);
  return {
    ...session,
    queue: session.queue.filter((item) => item.id !== id),
    answered: new Set(session.answered).add(id),
    back,
    progress: progressBy(session.progress, 1),
  };
}

/**
 * All tabs of a person hold the same items. What is answered in another tab is removed here, and what is undone there
 * can come back. A comment that was written here stays, because the other tab did not send it.
 */
function elsewhere(session: Session, id: string, isAnswered: boolean): Session {
  const answeredNow = new Set(session.answered);
  if (isAnswered) answeredNow.add(id);
  else answeredNow.delete(id);
  const isWordless = !session.drafts[id]?.comment.trim();
  return {
    ...session,
    queue: isAnswered ? session.queue.filter((item) => item.id !== id) : session.queue,
    answered: answeredNow,
    drafts: isAnswered && isWordless ? withoutDraft(session.drafts, id) : session.drafts,
    progress: progressBy(session.progress, isAnswered ? 1 : -1),
  };
}

function closed(session: Session, ids: readonly string[]): Session {
  const history = session.history.filter(({ item }) => !ids.includes(item.id));
  return history.length === session.history.length ? session : { ...session, history };
}

/** Whether more should be fetched now. */
export function needsMore(session: Session): boolean {
  return session.empty === null && session.queue.length <= FETCH / 2;
}
