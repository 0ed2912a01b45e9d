"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { refreezeDatasetAction } from "#lib/dataset/actions.ts";
import { freezeAgainInWords } from "./words.ts";

/** For a version that failed: from the same judgments once more. */
export function FreezeAgain({ projectId, version }: { projectId: string; version: number }) {
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function freeze() {
    startTransition(async () => {
      const result = await refreezeDatasetAction(projectId, version);
      setFault(result.ok ? null : result.message);
      if (!result.ok) return;
      toast.success(`Freezing version ${version}.`);
      router.refresh();
    });
  }
  return (
    <div className="mt-3">
      <Button isPending={isPending} onClick={freeze}>
        {freezeAgainInWords(version)}
      </Button>
      {fault && (
        <p role="alert" className="mt-2 text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}
