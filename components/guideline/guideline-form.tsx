"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import * as z from "zod";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DraftNote, useDraft } from "#components/ui/draft/draft.tsx";
import { toast } from "#components/ui/toast.tsx";
import { publishGuidelineAction } from "#lib/guideline/actions.ts";
import { GuidelineEditor } from "./guideline-editor.tsx";
import { GUIDELINE_HELP } from "./words.ts";

type GuidelineFormProps = { projectId: string; markdown: string; basedOn: number };

/** Writes the next version of the guideline. */
export function GuidelineForm({ projectId, markdown, basedOn }: GuidelineFormProps) {
  const draft = useDraft(`${projectId}/guideline`, z.string(), markdown);
  const [fault, setFault] = useState<{ message: string; field: string | undefined } | null>(null);
  const [isPending, startTransition] = useTransition();
  const router = useRouter();
  const home = `/projects/${projectId}/guideline`;

  function publish() {
    startTransition(async () => {
      const result = await publishGuidelineAction(projectId, { markdown: draft.value, basedOn });
      if (!result.ok) return setFault({ message: result.message, field: result.fields.markdown });
      draft.done();
      toast.success(`Version ${result.data} published.`);
      router.push(basedOn === 0 ? home : `${home}#ask-again`);
    });
  }

  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        publish();
      }}
    >
      <DraftNote draft={draft} />
      <GuidelineEditor value={draft.value} error={fault?.field} onChange={draft.change} />
      {fault && !fault.field && <Callout tone="bad">{fault.message}</Callout>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" kind="primary" isPending={isPending} disabled={draft.value.trim() === ""}>
          Publish version {basedOn + 1}
        </Button>
        <ButtonLink kind="quiet" href={home}>
          Cancel
        </ButtonLink>
        <p className="text-[13px] text-ink-3">{basedOn === 0 ? GUIDELINE_HELP.first : GUIDELINE_HELP.next}</p>
      </div>
    </form>
  );
}
