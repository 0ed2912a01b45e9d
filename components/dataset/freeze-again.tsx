"use client";

import { toast } from "#components/ui/toast.tsx";
import { TryAgain } from "#components/ui/waiting/try-again.tsx";
import { refreezeDatasetAction } from "#lib/dataset/actions.ts";
import { freezeAgainInWords } from "./words.ts";

/** For a version that failed: from the same judgments once more. */
export function FreezeAgain({ projectId, version }: { projectId: string; version: number }) {
  async function freeze() {
    const result = await refreezeDatasetAction(projectId, version);
    if (!result.ok) return result.message;
    toast.success(`Freezing version ${version}.`);
    return null;
  }
  return <TryAgain label={freezeAgainInWords(version)} act={freeze} />;
}
