"use client";

import { useState } from "react";
import { updateScaleAction } from "#lib/project/actions.ts";
import type { LevelRow, ScaleFixed } from "#lib/project/rules.ts";
import { draftScale, sentScale } from "./scale-draft.ts";
import { ScaleEditor } from "./scale-editor.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { FIXED } from "./words.ts";

type ScaleFormProps = {
  projectId: string;
  levels: readonly LevelRow[];
  relevantFrom: number;
  scaleFixed: ScaleFixed | null;
};

export function ScaleForm({ projectId, levels, relevantFrom, scaleFixed }: ScaleFormProps) {
  const [draft, setDraft] = useState(() => draftScale(levels, relevantFrom));
  return (
    <SettingsForm save={() => updateScaleAction(projectId, sentScale(draft))} done="The scale is saved.">
      {(faults) => (
        <ScaleEditor
          scale={draft}
          faults={faults}
          fixedBecause={scaleFixed === null ? null : FIXED[scaleFixed]}
          onChange={setDraft}
        />
      )}
    </SettingsForm>
  );
}
