"use client";

import { useEffect, useRef } from "react";
import { WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Textarea } from "#components/ui/form/field.tsx";

type CommentFieldProps = {
  value: string;
  /** Whether it takes the focus */
  isActive: boolean;
  onChange: (value: string) => void;
  /** Empty and away */
  onRemove: () => void;
};

/** The keys only where there is a keyboard. */
function Help() {
  return (
    <>
      <span className="pointer-coarse:hidden">{WORDS.commentHelp}</span>
      <span className="hidden pointer-coarse:inline">{WORDS.commentHelpByTouch}</span>
    </>
  );
}

/** While it is open nothing is submitted by a digit alone: the comment belongs to the judgment. */
export function CommentField({ value, isActive, onChange, onRemove }: CommentFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isActive) field.current?.focus({ preventScroll: true });
  }, [isActive]);
  return (
    <div className="mb-2.5 flex flex-wrap items-end gap-2 rounded-xl border border-line-2 bg-surface p-4 shadow-lift max-sm:p-3">
      <div className="min-w-0 flex-1 basis-64">
        <Field label={WORDS.comment} help={<Help />}>
          {(wiring) => (
            <Textarea
              {...wiring}
              ref={field}
              rows={2}
              maxLength={2000}
              dir="auto"
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Button kind="quiet" onClick={onRemove}>
        {value === "" ? WORDS.close : WORDS.removeComment}
      </Button>
    </div>
  );
}
