"use client";

import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { WORDS } from "./words.ts";

type CommentFieldProps = {
  value: string;
  selected: number | null;
  onChange: (value: string) => void;
  onSubmit: () => void;
  onClose: () => void;
};

/** While it is open nothing is submitted by a digit alone: the comment belongs to the answer. */
export function CommentField({ value, selected, onChange, onSubmit, onClose }: CommentFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="mb-2.5 rounded-xl border border-line-2 bg-surface p-4 shadow-lift">
      <Field label={WORDS.comment} help="Choose a level, then Ctrl and Enter sends both.">
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
      <div className="mt-2 flex justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          {WORDS.close}
        </Button>
        <Button kind="primary" disabled={selected === null} onClick={onSubmit}>
          {WORDS.submit}
        </Button>
      </div>
    </div>
  );
}
