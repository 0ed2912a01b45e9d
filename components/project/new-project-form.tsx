"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useState, useTransition } from "react";
import * as z from "zod";
import { GuidelineEditor } from "#components/guideline/guideline-editor.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { DraftNote, useDraft } from "#components/ui/draft/draft.tsx";
import { fieldsOf } from "#lib/border.ts";
import { guidelineTemplate } from "#lib/guideline/rules.ts";
import { createProjectAction } from "#lib/project/actions.ts";
import { DEFAULT_LEVELS, DEFAULT_RELEVANT_FROM } from "#lib/project/rules.ts";
import { startSchema } from "#lib/project/schema.ts";
import { draftScale, scaleShape, sentScale } from "./scale/scale-draft.ts";
import { ScaleEditor } from "./scale/scale-editor.tsx";
import { FrameFields, frameShape } from "./settings/frame-fields.tsx";
import { Steps } from "./steps.tsx";
import { FIRST_QUESTION, NEW_PROJECT_HELP, PROJECTS } from "./words.ts";

type Faults = Readonly<Record<string, string>>;

const draftShape = z.object({
  frame: frameShape,
  scale: scaleShape,
  /** Null until it is edited: so long the guideline follows the question and the scale. */
  written: z.string().nullable(),
});

const START: z.output<typeof draftShape> = {
  frame: { name: "", question: FIRST_QUESTION },
  scale: draftScale(DEFAULT_LEVELS, DEFAULT_RELEVANT_FROM),
  written: null,
};

/**
 * The two steps before a project exists. The step is in the address, so that Back goes a step back; nothing typed is lost
 * between them, by a fault, by leaving or by a reload.
 */
export function NewProjectForm() {
  const draft = useDraft("new-project", draftShape, START);
  const { frame, scale, written } = draft.value;
  const change = (part: Partial<typeof draft.value>) => draft.change({ ...draft.value, ...part });
  const step = useSearchParams().get("step") === "2" ? 2 : 1;
  const [faults, setFaults] = useState<Faults>({});
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const router = useRouter();

  const start = { ...frame, ...sentScale(scale) };
  const guideline = written ?? guidelineTemplate(frame.question, scale.levels);

  function show(next: 1 | 2, found: Faults, said: string | null) {
    if (next !== step)
      window.history.pushState(null, "", next === 1 ? "/projects/new" : "/projects/new?step=2");
    setFaults(found);
    setMessage(said);
    window.scrollTo({ top: 0 });
  }

  function goOn() {
    const found = fieldsOf(startSchema.safeParse(start).error);
    const isFine = Object.keys(found).length === 0;
    show(isFine ? 2 : 1, found, isFine ? null : PROJECTS.faults);
  }

  function create() {
    startTransition(async () => {
      const result = await createProjectAction({ ...start, guideline });
      if (result.ok) {
        draft.done();
        return router.replace(`/projects/${result.data}/items/import`);
      }
      const isHere = "guideline" in result.fields || Object.keys(result.fields).length === 0;
      show(isHere ? 2 : 1, result.fields, result.message);
    });
  }

  return (
    <form
      className="space-y-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (step === 1) goOn();
        else create();
      }}
    >
      <Steps current={step} />
      <DraftNote draft={draft} />
      {message && <Callout tone="bad">{message}</Callout>}
      {step === 1 ? (
        <>
          <Card title="Question">
            <FrameFields frame={frame} faults={faults} onChange={(next) => change({ frame: next })} />
          </Card>
          <Card title="Scale" aside="From the worst level to the best">
            <ScaleEditor
              scale={scale}
              faults={faults}
              fixedBecause={null}
              onChange={(next) => change({ scale: next })}
            />
          </Card>
        </>
      ) : (
        <Card title="Guideline" aside="Annotators read it before they start">
          <GuidelineEditor
            value={guideline}
            error={faults.guideline}
            onChange={(text) => change({ written: text })}
          />
        </Card>
      )}
      <Buttons step={step} isPending={isPending} onBack={() => show(1, {}, null)} />
    </form>
  );
}

function Buttons({ step, isPending, onBack }: { step: 1 | 2; isPending: boolean; onBack: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {step === 2 && <Button onClick={onBack}>Back</Button>}
      <Button type="submit" kind="primary" isPending={isPending}>
        {step === 1 ? "Continue to guideline" : "Create project"}
      </Button>
      <p className="text-[13px] text-ink-3">{NEW_PROJECT_HELP[step]}</p>
    </div>
  );
}
