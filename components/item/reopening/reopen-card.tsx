"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Select } from "#components/ui/form/field.tsx";
import { counted } from "#components/ui/format.ts";
import type { ReopeningFacts } from "#lib/item/reopening/rules.ts";
import type { ScaleLevel } from "#lib/item/rules.ts";
import { ReopenChoice, type ReopenDraft, startDraft } from "./reopen-choice.tsx";
import { useReopening } from "./use-reopening.ts";
import { REOPEN_HELP, reopeningInWords } from "./words.ts";

type ReopenCardProps = { projectId: string; facts: ReopeningFacts; scale: readonly ScaleLevel[] };

/** Reopens what was judged before the guideline changed: first which items, then the consequences, then the act. */
export function ReopenCard({ projectId, facts, scale }: ReopenCardProps) {
  const { newest, earlier } = facts;
  const [upTo, setUpTo] = useState(earlier[0]?.version ?? 0);
  const [draft, setDraft] = useState<ReopenDraft>(startDraft);
  const reopening = useReopening(projectId);
  const judgments = earlier.reduce((sum, made) => sum + made.judgments, 0);
  return (
    <Card title="Reopen items" aside={`${counted(judgments, "judgment")} from before version ${newest}`}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          reopening.ask({ upTo, which: draft.which });
        }}
      >
        <p className="text-[14px] text-ink-2">{REOPEN_HELP}</p>
        <ReopenChoice draft={draft} scale={scale} onChange={setDraft} />
        {earlier.length > 1 && (
          <Field label="Judged under">
            {(wiring) => (
              <Select {...wiring} value={upTo} onChange={(event) => setUpTo(Number(event.target.value))}>
                {earlier.map(({ version }, at) => (
                  <option key={version} value={version}>
                    {at === earlier.length - 1 ? `version ${version}` : `version ${version} or earlier`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {reopening.fault && <Callout tone="bad">{reopening.fault}</Callout>}
        <Button type="submit" isPending={reopening.isPending}>
          Preview reopening
        </Button>
      </form>
      <Confirmation reopening={reopening} newest={newest} />
    </Card>
  );
}

function Confirmation({ reopening, newest }: { reopening: ReturnType<typeof useReopening>; newest: number }) {
  const plan = reopening.asked?.plan;
  if (plan === undefined) return null;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && reopening.leave()}
      title={`Reopen ${counted(plan.items, "item")}?`}
    >
      <ul className="list-disc space-y-1.5 ps-5 text-[14.5px] text-ink-2">
        {reopeningInWords(plan, newest).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="mt-5 flex justify-end gap-2">
        <Button kind="quiet" onClick={reopening.leave}>
          Cancel
        </Button>
        <Button kind="primary" isPending={reopening.isPending} onClick={reopening.confirm}>
          Reopen {counted(plan.items, "item")}
        </Button>
      </div>
    </Dialog>
  );
}
