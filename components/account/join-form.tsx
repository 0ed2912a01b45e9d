"use client";

import { useState, useTransition } from "react";
import { signOutHere } from "#components/account/sign-in.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { createInvitedAccountAction, joinProjectAction } from "#lib/annotator/actions.ts";
import { AccountForm } from "./account-form.tsx";
import { INVITED, signedInAs } from "./words.ts";

/** For somebody who is signed in: one button. */
export function JoinButton({ code, name }: { code: string; name: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function join() {
    startTransition(async () => {
      const result = await joinProjectAction(code);
      if (result.ok) location.assign(`/judge/${result.data.projectId}`);
      else setFault(result.message);
    });
  }
  function leave() {
    startTransition(async () => {
      await signOutHere();
      location.reload();
    });
  }
  return (
    <div className="space-y-4">
      {fault && <Callout tone="bad">{fault}</Callout>}
      <Button kind="primary" isPending={isPending} onClick={join} className="w-full">
        {INVITED.join}
      </Button>
      <p className="text-[13.5px] text-ink-2">
        {signedInAs(name)}{" "}
        <button type="button" onClick={leave} disabled={isPending} className="font-medium underline">
          {INVITED.notYou}
        </button>
      </p>
    </div>
  );
}

/** For somebody new: the account first, then they are in. */
export function JoinForm({ code }: { code: string }) {
  return (
    <AccountForm
      submit={INVITED.create}
      onCreate={(account) => createInvitedAccountAction(code, account)}
      onSignedIn={async () => {
        const result = await joinProjectAction(code);
        return result.ok ? `/judge/${result.data.projectId}` : `/invite/${code}`;
      }}
    />
  );
}
