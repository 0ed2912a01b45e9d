"use client";

import { useDraft } from "#components/ui/draft/draft.tsx";
import { updateFrameAction } from "#lib/project/actions.ts";
import { type Frame, FrameFields, frameShape } from "./frame-fields.tsx";
import { SettingsForm } from "./settings-form.tsx";

export function FrameForm({ projectId, frame }: { projectId: string; frame: Frame }) {
  const draft = useDraft(`${projectId}/frame`, frameShape, frame);
  return (
    <SettingsForm
      draft={draft}
      save={() => updateFrameAction(projectId, draft.value)}
      done="Name and question saved."
    >
      {(faults) => <FrameFields frame={draft.value} faults={faults} onChange={draft.change} />}
    </SettingsForm>
  );
}
