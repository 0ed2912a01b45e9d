"use client";

import { useEffect, useRef } from "react";
import { acceptableInWords } from "#components/gold/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { QuizReply } from "#lib/annotator/quiz/rules.ts";
import type { LevelView } from "#lib/judgment/rules.ts";
import { QUIZ } from "./own-words.ts";

type QuizReplyCardProps = {
  reply: QuizReply;
  levels: readonly LevelView[];
  isPending: boolean;
  onNext: () => void;
};

/** Whether the answer is right, which levels are acceptable, and the requester's reason. */
export function QuizReplyCard({ reply, levels, isPending, onNext }: QuizReplyCardProps) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const { level, isRight, acceptable, reason, end } = reply;
  return (
    <div className="space-y-4">
      <div role="status">
        <Callout tone={isRight ? "good" : "note"} title={isRight ? QUIZ.right : QUIZ.wrong}>
          <dl className="mt-2 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
            <dt>{QUIZ.your}</dt>
            <dd>
              <Named levels={levels} values={[level]} />
            </dd>
            <dt>{acceptableInWords(acceptable.length)}</dt>
            <dd>
              <Named levels={levels} values={acceptable} />
            </dd>
          </dl>
          {reason && (
            <p dir="auto" className="mt-3 max-w-[68ch] whitespace-pre-line">
              {reason}
            </p>
          )}
        </Callout>
      </div>
      <Button ref={next} kind="primary" isPending={isPending} onClick={onNext}>
        {end === null ? QUIZ.next : QUIZ.see}
      </Button>
    </div>
  );
}

function Named({ levels, values }: { levels: readonly LevelView[]; values: readonly number[] }) {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {values.map((value) => (
        <span key={value} className="inline-flex items-center gap-2">
          <LevelChip level={value} levels={levels.length} />
          {levels.find((level) => level.value === value)?.name}
        </span>
      ))}
    </span>
  );
}
