"use client";

import { type FormEvent, useState, useTransition } from "react";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useDraft } from "#components/ui/draft/draft.tsx";
import { Field, Textarea } from "#components/ui/form/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHandOverFocus } from "#components/ui/use-hand-over-focus.ts";
import { reinstateAnnotatorAction, suspendAnnotatorAction } from "#lib/annotator/standing/actions.ts";
import { DECISIONS } from "./words.ts";

type DecisionButtonProps = {
  projectId: string;
  annotatorNo: number;
  pseudonym: string;
  /** Of the heading that takes the focus once the button is gone */
  headingId: string;
  act: "suspend" | "reinstate";
  /** What will happen, in words */
  consequences: string;
};

const ACTS = {
  suspend: { kind: "danger", run: suspendAnnotatorAction },
  reinstate: { kind: "primary", run: reinstateAnnotatorAction },
} as const;

/** Suspends or reinstates a person: first what it does, then why, then it is done. */
export function DecisionButton(props: DecisionButtonProps) {
  const { projectId, annotatorNo, pseudonym, headingId, act, consequences } = props;
  const { kind, run } = ACTS[act];
  const { name, title, done } = DECISIONS[act];
  const [isOpen, setIsOpen] = useState(false);
  const draft = useDraft(`${projectId}/annotators/${annotatorNo}/${act}`, z.string(), "");
  const [fault, setFault] = useState<string | undefined>();
  const [isPending, startTransition] = useTransition();
  const handOverFocus = useHandOverFocus(headingId);
  function decide(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    startTransition(async () => {
      // Before the answer: the page may change with it.
      handOverFocus(true);
      const result = await run(projectId, { annotatorNo, reason: draft.value });
      setFault(result.ok ? undefined : (result.fields.reason ?? result.message));
      if (!result.ok) return handOverFocus(false);
      setIsOpen(false);
      draft.done("");
      toast.success(done(pseudonym));
    });
  }
  return (
    <>
      <Button kind={kind} onClick={() => setIsOpen(true)}>
        {name}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title={title(pseudonym)}>
        <form onSubmit={decide}>
          <p className="mb-4 text-[14.5px] text-ink-2">{consequences}</p>
          <Field label={DECISIONS.reason} help={DECISIONS.reasonHelp} error={fault}>
            {(wiring) => (
              <Textarea
                {...wiring}
                rows={3}
                maxLength={500}
                required
                value={draft.value}
                onChange={(change) => draft.change(change.target.value)}
              />
            )}
          </Field>
          <div className="mt-5 flex justify-end gap-2">
            <Button kind="quiet" onClick={() => setIsOpen(false)}>
              {DECISIONS.cancel}
            </Button>
            <Button type="submit" kind={kind} isPending={isPending}>
              {name}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
