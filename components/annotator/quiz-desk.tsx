"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState, useTransition } from "react";
import { ItemOnDesk } from "#components/judgment/desk/item-on-desk.tsx";
import { LevelButtons } from "#components/judgment/desk/level-buttons.tsx";
import { usePreferences } from "#components/judgment/shortcuts/preferences.ts";
import { useShortcuts } from "#components/judgment/shortcuts/use-shortcuts.ts";
import { Callout } from "#components/ui/callout.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { answerQuizAction } from "#lib/annotator/quiz/actions.ts";
import type { QuizReply, QuizView } from "#lib/annotator/quiz/rules.ts";
import type { LevelView } from "#lib/judgment/rules.ts";
import { positionInQuiz, QUIZ } from "./own-words.ts";
import { QuizEndCard } from "./quiz-end-card.tsx";
import { QuizReplyCard } from "./quiz-reply-card.tsx";

type QuizDeskProps = { projectId: string; question: string; levels: readonly LevelView[]; quiz: QuizView };

/** One practice item at a time: the same shortcuts as at the desk, and after each answer the acceptable levels and why. */
export function QuizDesk({ projectId, question, levels, quiz }: QuizDeskProps) {
  const router = useRouter();
  const [preferences] = usePreferences();
  const { selected, setSelected, reply, fault, isPending, answer } = useAnswer(projectId, quiz);
  const [isAtEnd, setIsAtEnd] = useState(false);
  const [isLeaving, startLeaving] = useTransition();
  const headingRef = useRef<HTMLHeadingElement>(null);
  useFocusOn(headingRef, quiz.item.id);

  function goOn() {
    if (reply?.end && !isAtEnd) setIsAtEnd(true);
    else startLeaving(() => router.refresh());
  }
  useShortcuts({
    levels: levels.length,
    settings: preferences,
    onCommand: (command) => {
      if (reply === null && command.kind === "level") answer(command.level);
      else if (reply === null && command.kind === "submit" && selected !== null) answer(selected);
      else if (reply !== null && !isAtEnd && command.kind === "submit") goOn();
      else return false;
      return true;
    },
  });

  if (isAtEnd && reply?.end) {
    return <QuizEndCard projectId={projectId} end={reply.end} isPending={isLeaving} onRetry={goOn} />;
  }
  const done = quiz.answered + (reply === null ? 0 : 1);
  return (
    <div className="space-y-5">
      <ProgressBar label={positionInQuiz(quiz.answered, quiz.total)} value={done} max={quiz.total} />
      {quiz.item.query && <PracticeQuery {...quiz.item.query} />}
      <ItemOnDesk item={heldLike(quiz)} headingRef={headingRef} />
      {reply === null ? (
        <div aria-busy={isPending}>
          <p className="mb-2 text-[14px] text-ink-2">{question}</p>
          <LevelButtons
            levels={levels}
            question={question}
            selected={selected}
            shortcuts={preferences}
            onSelect={setSelected}
            onPress={answer}
          />
        </div>
      ) : (
        <QuizReplyCard reply={reply} levels={levels} isPending={isLeaving} onNext={goOn} />
      )}
      {fault && (
        <Callout tone="bad">
          <p>{fault}</p>
        </Callout>
      )}
    </div>
  );
}

/** The answer on its way and what came back. A press that comes twice is one answer. */
function useAnswer(projectId: string, quiz: QuizView) {
  const [selected, setSelected] = useState<number | null>(null);
  const [reply, setReply] = useState<QuizReply | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const isSent = useRef(false);
  function answer(level: number) {
    if (isSent.current) return;
    isSent.current = true;
    setSelected(level);
    startTransition(async () => {
      const input = { attempt: quiz.attempt, itemId: quiz.item.id, level };
      const result = await answerQuizAction(projectId, input).catch(() => null);
      // Without an answer it is not known whether it was stored: the same press may simply come again.
      isSent.current = result?.ok === true;
      setReply(result?.ok ? result.data : null);
      setFault(result?.ok ? null : (result?.message ?? QUIZ.unreachable));
    });
  }
  return { selected, setSelected, reply, fault, isPending, answer };
}

function useFocusOn(heading: RefObject<HTMLHeadingElement | null>, itemId: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new item is the reason
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [itemId, heading]);
}

function PracticeQuery({ text, note }: { text: string; note: string }) {
  return (
    <header>
      <p className="text-xs text-ink-3">{QUIZ.searchedFor}</p>
      <p dir="auto" className="mt-0.5 break-words font-serif text-[30px] leading-tight max-sm:text-[24px]">
        “{text}”
      </p>
      {note && (
        <p dir="auto" className="mt-1.5 max-w-[68ch] text-[15px] text-ink-2">
          {note}
        </p>
      )}
    </header>
  );
}

// The desk's item without an assignment: a practice item is lent to nobody.
function heldLike({ item }: QuizView) {
  const query = item.query && { ...item.query, place: 1, results: 1 };
  return { id: item.id, epoch: 1, expiresAt: "", query, content: item.content };
}
