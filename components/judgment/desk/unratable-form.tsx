"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { digitPressed, pressOf } from "#components/judgment/shortcuts/shortcuts.ts";
import { REASONS, WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/form/field.tsx";
import type { Unratable } from "#lib/judgment/schema.ts";

type UnratableFormProps = {
  reason: Unratable;
  /** What was written so far, which stays when the form is closed */
  detail: string;
  onReason: (reason: Unratable) => void;
  onDetail: (detail: string) => void;
  onSubmit: (unratable: Unratable) => void;
  onClose: () => void;
};

/** Why no level fits. A reason is data: the slot goes to somebody else and the requester sees it. */
export function UnratableForm(props: UnratableFormProps) {
  const { reason, detail, onReason, onDetail, onSubmit, onClose } = props;
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    group.current?.querySelector<HTMLInputElement>("input:checked")?.focus({ preventScroll: true });
  }, []);
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit(reason);
  }
  function chooseByDigit({ nativeEvent, target }: KeyboardEvent) {
    const isTyping = target instanceof HTMLInputElement && target.type !== "radio";
    const chosen = REASONS[digitPressed(pressOf(nativeEvent, isTyping)) - 1];
    if (chosen) onReason(chosen.value);
  }
  return (
    <form
      onSubmit={submit}
      onKeyDown={chooseByDigit}
      aria-label={WORDS.cannotJudge}
      className="rounded-xl border border-line-2 bg-surface p-4 shadow-lift max-sm:p-3"
    >
      <fieldset ref={group}>
        <legend className="mb-2 text-[14.5px] font-semibold">{WORDS.whyNot}</legend>
        <div className="grid gap-1.5 sm:grid-cols-3">
          {REASONS.map(({ value, name, help }) => (
            <label
              key={value}
              className="flex min-h-[44px] cursor-pointer items-start gap-2.5 rounded-lg border border-line-2 px-3 py-2 has-checked:border-gold has-checked:bg-gold-soft"
            >
              <input
                type="radio"
                name="reason"
                value={value}
                checked={reason === value}
                onChange={() => onReason(value)}
                className="mt-1 accent-(--gold-strong)"
              />
              <span>
                <span className="block text-[14px] font-medium">{name}</span>
                <span className="block text-[12.5px] leading-snug text-ink-2">{help}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-3 flex flex-wrap items-end justify-end gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <Field label={WORDS.inAFewWords} isOptional>
            {(wiring) => (
              <Input
                {...wiring}
                dir="auto"
                maxLength={2000}
                autoComplete="off"
                value={detail}
                onChange={(event) => onDetail(event.target.value)}
              />
            )}
          </Field>
        </div>
        <span className="flex gap-2">
          <Button kind="quiet" onClick={onClose}>
            {WORDS.close}
          </Button>
          <Button type="submit" kind="primary">
            {WORDS.sendReason}
          </Button>
        </span>
      </div>
    </form>
  );
}
