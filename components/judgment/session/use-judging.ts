"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { newRequestKey, type Refusal, refusedIn } from "#components/judgment/outbox/outbox.ts";
import { type Outbox, useOutbox } from "#components/judgment/outbox/use-outbox.ts";
import { useStepTimes } from "#components/judgment/timing/use-step-times.ts";
import { useWorkingTime } from "#components/judgment/timing/use-working-time.ts";
import type { HeldItem } from "#lib/judgment/rules.ts";
import { type AnswerDraft, aboutItem, type Stray, strayDrafts } from "./drafts.ts";
import type { Claimed } from "./server.ts";
import { type Answer, advance, lastUndoable, type Session, startSession } from "./session.ts";
import { type ClaimTrouble, useClaims } from "./use-claims.ts";
import { useDraftMemory } from "./use-draft-memory.ts";
import { type Feedback, useFeedback } from "./use-feedback.ts";
import { useLeases } from "./use-leases.ts";
import { useUndoMemory } from "./use-undo-memory.ts";

/** A second press this soon after the last paint was meant for the item before. */
const GUARD_MS = 150;

/** With these refusals of an undo the answer stands. With the others the item may be the person's again. */
const ANSWER_STANDS: ReadonlySet<Refusal> = new Set(["too-late", "closed", "suspended"]);

export type Judging = {
  session: Session;
  outbox: Outbox;
  trouble: ClaimTrouble;
  feedback: Feedback;
  /** False when it came too soon after the item was painted */
  answer: (answer: Answer) => boolean;
  undo: () => void;
  draft: (change: Partial<AnswerDraft>) => void;
  /** What was written on items that left the desk */
  strays: readonly Stray[];
  discard: (id: string) => void;
  lookAgain: () => void;
};

type JudgingOf = {
  projectId: string;
  owner: string;
  /** What is on screen now: every answer carries the guideline's version, whenever its item was fetched */
  screen: { digest: string; guidelineVersion: number };
  onScreen: (digest: string) => void;
};

/** Everything between the person and the server: fetch ahead, answer at once, send in the background. */
export function useJudging({ projectId, owner, screen, onScreen }: JudgingOf): Judging {
  const { guidelineVersion } = screen;
  const [session, dispatch] = useReducer(advance, null, startSession);
  const current = session.queue[0];
  const isEmpty = session.empty !== null;
  const times = useStepTimes({ projectId, itemId: current?.id, isEmpty });
  const feedback = useFeedback(projectId);
  const outbox = useOutbox(owner, {
    onArrived({ kind, body }, milliseconds) {
      if (kind !== "judge") return;
      times.note("submit", milliseconds);
      feedback.noteStored(body.assignmentId);
    },
    onRefused({ kind, body }, refusal) {
      if (kind === "undo" && ANSWER_STANDS.has(refusal)) dispatch({ kind: "stands", id: body.assignmentId });
      if (refusal === "suspended") void claims.lookAgain();
    },
    onElsewhere(news) {
      if (news.kind === "left") onOtherLeft();
      if (!("assignmentId" in news)) return;
      dispatch({ kind: "elsewhere", id: news.assignmentId, isAnswered: news.kind === "judge" });
    },
  });
  const onClaimed = useCallback(
    (claimed: Claimed) => {
      dispatch({ kind: "claimed", ...claimed });
      onScreen(claimed.screen);
    },
    [onScreen],
  );
  const onFetched = useCallback((milliseconds: number) => times.note("claim", milliseconds), [times]);
  const claims = useClaims({ projectId, session, waiting: outbox.entries, onClaimed, onFetched });
  const clock = useWorkingTime(current?.id, screen.digest);
  const ids = useRef<readonly string[]>([]);
  ids.current = session.queue.map(({ id }) => id);
  const onOtherLeft = useLeases({
    ...{ projectId, ids, clock, onScreen },
    onReturn: claims.lookAgain,
    tell: outbox.tell,
  });
  useUndoMemory(owner, session.history, dispatch);
  useDraftMemory(owner, session.drafts, dispatch);
  useEffect(() => dispatch({ kind: "closed", ids: feedback.misses.map(({ id }) => id) }), [feedback.misses]);
  useEffect(() => dispatch({ kind: "closed", ids: refusedIn(outbox.entries ?? []) }), [outbox.entries]);

  const given = useRef<HeldItem | undefined>(undefined);
  const answer = useCallback(
    (what: Answer) => {
      if (!current || current === given.current || !clock.isReady(GUARD_MS)) return false;
      given.current = current;
      times.answered();
      const durationMs = Math.round(clock.spent());
      dispatch({ kind: "answered", id: current.id, answer: what });
      const body = { projectId, assignmentId: current.id, epoch: current.epoch, key: newRequestKey() };
      outbox.push(
        { kind: "judge", body: { ...body, ...what, durationMs, guidelineVersion } },
        aboutItem(current),
      );
      return true;
    },
    [current, clock, times, projectId, guidelineVersion, outbox.push],
  );
  const last = lastUndoable(session)?.item;
  const undo = useCallback(() => {
    if (!last) return;
    given.current = undefined;
    dispatch({ kind: "taken-back" });
    outbox.push(
      { kind: "undo", body: { projectId, assignmentId: last.id, key: newRequestKey() } },
      aboutItem(last),
    );
  }, [last, projectId, outbox.push]);
  const draft = useCallback((change: Partial<AnswerDraft>) => dispatch({ kind: "drafted", change }), []);
  const discard = useCallback((id: string) => dispatch({ kind: "discarded", id }), []);
  const trouble = outbox.link === "signed-out" ? "signed-out" : claims.trouble;
  return {
    session,
    outbox,
    trouble: trouble ?? (outbox.link === "offline" ? "unreachable" : null),
    feedback,
    answer,
    undo,
    draft,
    strays: session.isHeldKnown ? strayDrafts(session.drafts, session.queue) : [],
    discard,
    lookAgain: claims.lookAgain,
  };
}
