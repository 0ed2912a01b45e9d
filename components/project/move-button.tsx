"use client";

import { ConfirmButton } from "#components/ui/form/confirm-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { moveProjectAction } from "#lib/project/actions.ts";
import type { ProjectMove } from "#lib/project/schema.ts";
import { MOVES } from "./words.ts";

type MoveButtonProps = { projectId: string; move: ProjectMove; kind?: "primary" | "plain" | "danger" };

/** Launches, pauses, resumes or finishes the project, after saying what that means. */
export function MoveButton({ projectId, move, kind = "plain" }: MoveButtonProps) {
  const words = MOVES[move];
  async function act() {
    const result = await moveProjectAction(projectId, move);
    if (result.ok) toast.success(words.done);
    else toast.error(result.message);
  }
  return (
    <ConfirmButton
      kind={kind}
      title={words.title}
      consequences={words.consequences}
      confirm={words.button}
      onConfirm={act}
    >
      {words.button}
    </ConfirmButton>
  );
}
