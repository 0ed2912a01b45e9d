"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { GuidelineEditor } from "#components/guideline/guideline-editor.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { guidelineTemplate } from "#lib/guideline/rules.ts";
import { createProjectAction } from "#lib/project/actions.ts";
import { DEFAULT_LEVELS, DEFAULT_RELEVANT_FROM } from "#lib/project/rules.ts";
import { startSchema } from "#lib/project/schema.ts";
import { faultsOf } from "./faults.ts";
import { FrameFields } from "./frame-fields.tsx";
import { draftScale, sentScale } from "./scale-draft.ts";
import { ScaleEditor } from "./scale-editor.tsx";
import { Steps } from "./steps.tsx";

type Faults = Readonly<Record<string, string>>;

/** The two steps before a project exists; nothing typed is lost between them or by a fault. */
export function NewProjectForm() {
  const [frame, setFrame] = useState({ name: "", question: "How relevant is this result to the search?" });
  const [scale, setScale] = useState(() => draftScale(DEFAULT_LEVELS, DEFAULT_RELEVANT_FROM));
  // Until it is edited, the guideline follows the question and the scale.
  const [written, setWritten] = useState<string | null>(null);
  const [step, setStep] = useState<1 | 2>(1);
  const [faults, setFaults] = useState<Faults>({});
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const router = useRouter();

  const start = { ...frame, ...sentScale(scale) };
  const guideline = written ?? guidelineTemplate(frame.question, scale.levels);

  function show(next: 1 | 2, found: Faults, said: string | null) {
    setStep(next);
    setFaults(found);
    setMessage(said);
    window.scrollTo({ top: 0 });
  }

  function goOn() {
    const found = faultsOf(startSchema.safeParse(start).error);
    const isFine = Object.keys(found).length === 0;
    show(isFine ? 2 : 1, found, isFine ? null : "Please look at the marked fields.");
  }

  function create() {
    startTransition(async () => {
      const result = await createProjectAction({ ...start, guideline });
      if (result.ok) return router.push(`/projects/${result.data}/items/import`);
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
      {message && <Callout tone="bad">{message}</Callout>}
      {step === 1 ? (
        <>
          <Card title="What is asked">
            <FrameFields frame={frame} faults={faults} onChange={setFrame} />
          </Card>
          <Card title="The scale" aside="from the worst level to the best">
            <ScaleEditor scale={scale} faults={faults} fixedBecause={null} onChange={setScale} />
          </Card>
        </>
      ) : (
        <Card title="The guideline" aside="what annotators read before they begin">
          <GuidelineEditor value={guideline} error={faults.guideline} onChange={setWritten} />
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
        {step === 1 ? "Go on to the guideline" : "Create the project"}
      </Button>
      <p className="text-[13px] text-ink-3">
        {step === 1
          ? "All of this can be changed later; only the number of levels stands from the launch on."
          : "Then you bring the items. Nobody sees the project before you launch it."}
      </p>
    </div>
  );
}
