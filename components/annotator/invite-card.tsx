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
import type { InviteRow } from "#lib/annotator/rules/roster.ts";
import { INVITE } from "./words.ts";

type Invite = Omit<InviteRow, "revokedAt"> & { url: string };
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
    if (result.ok) toast.success(INVITE.closed);
  }
  return (
    <Card title={INVITE.title} aside={closed > 0 && counted(closed, "closed link")}>
      <p className="mb-3.5 max-w-[68ch] text-[13.5px] text-ink-2">{INVITE.help}</p>
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
        {invites.length === 0 ? INVITE.first : INVITE.another}
      </Button>
    </Card>
  );
}

function InviteLink({ invite, onClose }: { invite: Invite; onClose: () => Promise<void> }) {
  return (
    <li className="max-w-[760px]">
      <CopyField label={INVITE.link} value={invite.url} />
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="text-[12.5px] text-ink-3">
          Created{invite.createdBy && ` by ${invite.createdBy}`} <Time at={invite.createdAt} />
        </p>
        <div className="ms-auto">
          <ConfirmButton
            title={INVITE.closeTitle}
            consequences={INVITE.consequences}
            confirm={INVITE.close}
            kind="danger"
            onConfirm={onClose}
          >
            {INVITE.close}
          </ConfirmButton>
        </div>
      </div>
    </li>
  );
}
