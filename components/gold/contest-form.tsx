"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { forgetText, keepText, readKeptText } from "#components/ui/draft/kept-text.ts";
import { Field, Textarea } from "#components/ui/form/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { contestGoldAction } from "#lib/judgment/feedback/actions.ts";
import { CONTEST_SENT, GOLD_HELP } from "./words.ts";

/** An annotator contests a miss and writes why. */
export function ContestForm({ projectId, assignmentId }: { projectId: string; assignmentId: string }) {
  const draftName = `assay-contest-${assignmentId}`;
  const [comment, setComment] = useState("");
  const fold = useRef<HTMLDetailsElement>(null);
  const [fault, setFault] = useState<string | undefined>();
  const [isPending, startTransition] = useTransition();
  useEffect(() => {
    const kept = readKeptText(draftName);
    if (kept === null) return;
    setComment(kept);
    if (fold.current) fold.current.open = true;
  }, [draftName]);
  function write(text: string) {
    setComment(text);
    if (text === "") forgetText(draftName);
    else keepText(draftName, text);
  }
  function send() {
    startTransition(async () => {
      const result = await contestGoldAction(projectId, { assignmentId, comment });
      setFault(result.ok ? undefined : (result.fields.comment ?? result.message));
      if (!result.ok) return;
      forgetText(draftName);
      toast.success(CONTEST_SENT);
    });
  }
  return (
    <details ref={fold}>
      <summary className="min-h-9 content-center text-[13.5px] font-medium max-sm:min-h-[44px]">
        Contest this
      </summary>
      <form
        className="mt-2 space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field label={GOLD_HELP.contestWhy} help={GOLD_HELP.contest} error={fault}>
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={3}
              maxLength={2000}
              required
              value={comment}
              onChange={(event) => write(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" isPending={isPending} disabled={comment.trim() === ""}>
          Send contest
        </Button>
      </form>
    </details>
  );
}
