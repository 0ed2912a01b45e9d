"use client";

import { TryAgain } from "#components/ui/waiting/try-again.tsx";
import { readAgainAction } from "#lib/item/import/actions.ts";
import { READ_AGAIN } from "./words.ts";

/** For a file whose columns could not be found: the server tries again. */
export function ReadAgain({ projectId, importNo }: { projectId: string; importNo: number }) {
  async function read() {
    const result = await readAgainAction(projectId, importNo);
    return result.ok ? null : result.message;
  }
  return <TryAgain label={READ_AGAIN} act={read} />;
}
