"use client";

import { useState } from "react";
import { updateFrameAction } from "#lib/project/actions.ts";
import { type Frame, FrameFields } from "./frame-fields.tsx";
import { SettingsForm } from "./settings-form.tsx";

export function FrameForm({ projectId, frame }: { projectId: string; frame: Frame }) {
  const [draft, setDraft] = useState(frame);
  return (
    <SettingsForm save={() => updateFrameAction(projectId, draft)} done="Name and question are saved.">
      {(faults) => <FrameFields frame={draft} faults={faults} onChange={setDraft} />}
    </SettingsForm>
  );
}
