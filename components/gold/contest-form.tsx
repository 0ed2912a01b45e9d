"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { forgetText, keepText, readKeptText } from "#components/ui/draft/kept-text.ts";
import { Field, Textarea } from "#components/ui/form/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { contestGoldAction } from "#lib/judgment/feedback/actions.ts";

/** Says why what was said to be right is wrong. */
export function ContestForm({ projectId, assignmentId }: { projectId: string; assignmentId: string }) {
  const place = `assay-contest-${assignmentId}`;
  const [comment, setComment] = useState("");
  const fold = useRef<HTMLDetailsElement>(null);
  const [fault, setFault] = useState<string | undefined>();
  const [isPending, startTransition] = useTransition();
  useEffect(() => {
    const kept = readKeptText(place);
    if (kept === null) return;
    setComment(kept);
    if (fold.current) fold.current.open = true;
  }, [place]);
  function write(text: string) {
    setComment(text);
    if (text === "") forgetText(place);
    else keepText(place, text);
  }
  function send() {
    startTransition(async () => {
      const result = await contestGoldAction(projectId, { assignmentId, comment });
      setFault(result.ok ? undefined : (result.fields.comment ?? result.message));
      if (!result.ok) return;
      forgetText(place);
      toast.success("Sent to the requester. The answer will stand here.");
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
        <Field
          label="Why is your level right?"
          help="The requester reads it with your pseudonym."
          error={fault}
        >
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
          Contest
        </Button>
      </form>
    </details>
  );
}
