"use client";

import { SettingsForm } from "#components/project/settings/settings-form.tsx";
import { FIXED } from "#components/project/words.ts";
import { useDraft } from "#components/ui/draft/draft.tsx";
import { updateScaleAction } from "#lib/project/actions.ts";
import type { LevelRow, ScaleFixed } from "#lib/project/rules.ts";
import { draftScale, scaleShape, sentScale } from "./scale-draft.ts";
import { ScaleEditor } from "./scale-editor.tsx";

type ScaleFormProps = {
  projectId: string;
  levels: readonly LevelRow[];
  relevantFrom: number;
  scaleFixed: ScaleFixed | null;
};

export function ScaleForm({ projectId, levels, relevantFrom, scaleFixed }: ScaleFormProps) {
  const draft = useDraft(
    `${projectId}/scale`,
    shapeOf(scaleFixed, levels.length),
    draftScale(levels, relevantFrom),
  );
  return (
    <SettingsForm
      draft={draft}
      save={() => updateScaleAction(projectId, sentScale(draft.value))}
      done="Scale saved."
    >
      {(faults) => (
        <ScaleEditor
          scale={draft.value}
          faults={faults}
          fixedBecause={scaleFixed === null ? null : FIXED[scaleFixed]}
          onChange={draft.change}
        />
      )}
    </SettingsForm>
  );
}

/** Once the number of levels is fixed, one with another number could never be saved. */
function shapeOf(scaleFixed: ScaleFixed | null, size: number) {
  return scaleFixed === null ? scaleShape : scaleShape.refine(({ levels }) => levels.length === size);
}
