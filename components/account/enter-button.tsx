"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { signInWithLink } from "#lib/auth/sign-in.ts";

/** A press is needed, so that programs which look into links do not use them up. */
export function EnterButton({ token }: { token: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function enter() {
    startTransition(async () => {
      const outcome = await signInWithLink(token);
      if (outcome === "in") location.assign("/");
      else if (outcome === "unreachable") setFault("The server could not be reached. Please try again.");
      else setFault("This link was used already or has run out.");
    });
  }
  return (
    <div className="space-y-4">
      {fault && <Callout tone="bad">{fault}</Callout>}
      <Button kind="primary" isPending={isPending} onClick={enter} className="w-full">
        Enter
      </Button>
    </div>
  );
}
