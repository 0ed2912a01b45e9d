"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { readAgainAction } from "#lib/item/import/actions.ts";
import { READ_AGAIN } from "./words.ts";

/** For a file whose columns could not be found: the server tries again. */
export function ReadAgain({ projectId, importNo }: { projectId: string; importNo: number }) {
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function read() {
    startTransition(async () => {
      const result = await readAgainAction(projectId, importNo);
      setFault(result.ok ? null : result.message);
      if (result.ok) router.refresh();
    });
  }
  return (
    <div className="mt-3">
      <Button isPending={isPending} onClick={read}>
        {READ_AGAIN}
      </Button>
      {fault && (
        <p role="alert" className="mt-2 text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}
