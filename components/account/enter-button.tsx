"use client";

import { useState, useTransition } from "react";
import { signInWithLink } from "#components/account/sign-in.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ENTER, OUTCOME_WORDS } from "./words.ts";

/** A press is needed, so that programs which look into links do not use them up. */
export function EnterButton({ token }: { token: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function enter() {
    startTransition(async () => {
      const outcome = await signInWithLink(token);
      if (outcome === "in") location.assign("/");
      else setFault(outcome === "wrong" ? ENTER.used : OUTCOME_WORDS[outcome]);
    });
  }
  return (
    <div className="space-y-4">
      {fault && <Callout tone="bad">{fault}</Callout>}
      <Button kind="primary" isPending={isPending} onClick={enter} className="w-full">
        {ENTER.button}
      </Button>
    </div>
  );
}
