"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmButton } from "#components/ui/form/confirm-button.tsx";
import { CopyField } from "#components/ui/form/copy-field.tsx";
import { counted } from "#components/ui/format.ts";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import { createInviteAction, revokeInviteAction } from "#lib/annotator/actions.ts";

type Invite = { code: string; url: string; createdAt: Date; createdBy: string | null };
type InviteCardProps = { projectId: string; invites: readonly Invite[]; closed: number };

/** The links that let people join; each can be closed. */
export function InviteCard({ projectId, invites, closed }: InviteCardProps) {
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  function create() {
    startTransition(async () => {
      const result = await createInviteAction(projectId);
      setFault(result.ok ? null : result.message);
    });
  }
  async function close(code: string) {
    const result = await revokeInviteAction(projectId, code);
    setFault(result.ok ? null : result.message);
    if (result.ok) toast.success("The link lets nobody in any more.");
  }
  return (
    <Card title="Invite" aside={closed > 0 && `${counted(closed, "closed link")} besides`}>
      <p className="mb-3.5 max-w-[68ch] text-[13.5px] text-ink-2">
        Whoever has a link can join and judge: send it to the people you mean. One link serves for many, and
        those who have joined stay when it is closed.
      </p>
      {invites.length > 0 && (
        <ul className="mb-4 space-y-4">
          {invites.map((invite) => (
            <InviteLink key={invite.code} invite={invite} onClose={() => close(invite.code)} />
          ))}
        </ul>
      )}
      {fault && (
        <p role="alert" className="mb-3 text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
      <Button kind={invites.length === 0 ? "primary" : "plain"} isPending={isPending} onClick={create}>
        {invites.length === 0 ? "Create an invite link" : "Create another link"}
      </Button>
    </Card>
  );
}

function InviteLink({ invite, onClose }: { invite: Invite; onClose: () => Promise<void> }) {
  return (
    <li className="max-w-[760px]">
      <CopyField label="Invite link" value={invite.url} />
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="text-[12.5px] text-ink-3">
          Created{invite.createdBy && ` by ${invite.createdBy}`} <Time at={invite.createdAt} />
        </p>
        <div className="ms-auto">
          <ConfirmButton
            title="Close this link?"
            consequences="Nobody joins by it any more. Who has joined stays and goes on judging."
            confirm="Close the link"
            kind="danger"
            onConfirm={onClose}
          >
            Close
          </ConfirmButton>
        </div>
      </div>
    </li>
  );
}
