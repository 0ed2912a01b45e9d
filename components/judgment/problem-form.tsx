"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import type { Unratable } from "#lib/judgment/schema.ts";
import { PROBLEMS, WORDS } from "./words.ts";

type ProblemFormProps = {
  onSubmit: (unratable: Unratable, detail: string | null) => void;
  onClose: () => void;
};

/** Why no level fits. A reason is data: the place goes to somebody else and the requester sees it. */
export function ProblemForm({ onSubmit, onClose }: ProblemFormProps) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const detail = String(form.get("detail") ?? "").trim();
    onSubmit(String(form.get("problem")) as Unratable, detail === "" ? null : detail);
  }
  return (
    <form
      onSubmit={submit}
      aria-label={WORDS.cannotJudge}
      className="rounded-xl border border-line-2 bg-surface p-4 shadow-lift"
    >
      <fieldset>
        <legend className="mb-2 text-[14.5px] font-semibold">What is the problem?</legend>
        <div className="grid gap-1.5 sm:grid-cols-3">
          {PROBLEMS.map((problem, at) => (
            <label
              key={problem.value}
              className="flex min-h-11 cursor-pointer items-start gap-2.5 rounded-lg border border-line-2 px-3 py-2 has-checked:border-gold has-checked:bg-gold-soft"
            >
              <input
                ref={at === 0 ? first : undefined}
                type="radio"
                name="problem"
                value={problem.value}
                defaultChecked={at === 0}
                className="mt-1 accent-(--gold-strong)"
              />
              <span>
                <span className="block text-[14px] font-medium">{problem.name}</span>
                <span className="block text-[12.5px] leading-snug text-ink-2">{problem.help}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-3 flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <Field label="In a few words" isOptional>
            {(wiring) => <Input {...wiring} name="detail" maxLength={2000} autoComplete="off" />}
          </Field>
        </div>
        <Button kind="quiet" onClick={onClose}>
          {WORDS.close}
        </Button>
        <Button type="submit" kind="primary">
          Send and go on
        </Button>
      </div>
    </form>
  );
}
