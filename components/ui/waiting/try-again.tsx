"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "../button.tsx";

type TryAgainProps = {
  label: string;
  /** Starts the work once more; resolves to what stands in the way, or null */
  act: () => Promise<string | null>;
};

/** For work in the background that failed: starts it again and shows the page again, or says why not. */
export function TryAgain({ label, act }: TryAgainProps) {
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const start = () =>
    startTransition(async () => {
      const found = await act();
      setFault(found);
      if (found === null) router.refresh();
    });
  return (
    <div className="mt-3">
      <Button isPending={isPending} onClick={start}>
        {label}
      </Button>
      {fault && (
        <p role="alert" className="mt-2 text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}
