"use client";

import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { QuizEnd } from "#lib/annotator/quiz/rules.ts";
import { QUIZ, scoreInQuiz } from "./own-words.ts";

type QuizEndCardProps = { projectId: string; end: QuizEnd; isPending: boolean; onRetry: () => void };

/** How an attempt went, and the one next step. */
export function QuizEndCard({ projectId, end, isPending, onRetry }: QuizEndCardProps) {
  const { title, text } = ENDS[end.next];
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <Card>
      <div role="status">
        <EmptyState
          title={title}
          headingRef={heading}
          action={
            end.next === "retry" ? (
              <Button kind="primary" isPending={isPending} onClick={onRetry}>
                {QUIZ.again}
              </Button>
            ) : (
              <ButtonLink kind="primary" href={end.next === "work" ? `/judge/${projectId}` : "/judge"}>
                {end.next === "work" ? QUIZ.start : QUIZ.projects}
              </ButtonLink>
            )
          }
        >
          {scoreInQuiz(end)} {text}
        </EmptyState>
      </div>
    </Card>
  );
}

const ENDS: Readonly<Record<QuizEnd["next"], { title: string; text: string }>> = {
  work: { title: QUIZ.passedTitle, text: "" },
  retry: { title: QUIZ.againTitle, text: QUIZ.retryLead },
  review: { title: QUIZ.reviewTitle, text: QUIZ.review },
};
