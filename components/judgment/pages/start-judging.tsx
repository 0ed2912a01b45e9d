"use client";

import { useState, useTransition } from "react";
import { WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { noteGuidelineReadAction } from "#lib/annotator/actions.ts";

/** Notes that the guideline was read; the page then shows the first item. */
export function StartJudging({ projectId, version }: { projectId: string; version: number }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function start() {
    startTransition(async () => {
      const result = await noteGuidelineReadAction(projectId, version);
      setFault(result.ok ? null : result.message);
    });
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button kind="primary" isPending={isPending} onClick={start}>
        {WORDS.start}
      </Button>
      {fault && (
        <p role="alert" className="text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}
