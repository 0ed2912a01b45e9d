"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { DraftNote, type FormDraft } from "#components/ui/draft/draft.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/action.ts";

type Faults = Readonly<Record<string, string>>;

type SettingsFormProps = {
  /** What is typed here */
  draft: Pick<FormDraft<unknown>, "discard" | "restored"> & { done: () => void };
  save: () => Promise<ActionResult<void>>;
  done: string;
  children: (faults: Faults) => ReactNode;
};

/** A part of the settings that is saved by itself; what was typed stays when it is refused. */
export function SettingsForm({ draft, save, done, children }: SettingsFormProps) {
  const [faults, setFaults] = useState<Faults>({});
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function submit() {
    startTransition(async () => {
      const result = await save();
      setFaults(result.ok ? {} : result.fields);
      setMessage(result.ok ? null : result.message);
      if (!result.ok) return;
      draft.done();
      toast.success(done);
    });
  }
  return (
    <form
      noValidate
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DraftNote draft={draft} />
      {children(faults)}
      {message && (
        <p role="alert" className="text-[13px] font-medium text-bad">
          {message}
        </p>
      )}
      <Button type="submit" isPending={isPending}>
        Save changes
      </Button>
    </form>
  );
}
