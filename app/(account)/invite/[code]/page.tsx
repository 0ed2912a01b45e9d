import { redirect } from "next/navigation";
import { AccountPage } from "#components/account/account-page.tsx";
import { InviteFacts } from "#components/account/invite-facts.tsx";
import { JoinButton, JoinForm } from "#components/account/join-form.tsx";
import { closedLead, endedLead, INVITED, SIGN_IN } from "#components/account/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { isInProject, readInvite } from "#lib/annotator/queries.ts";
import { type InviteView, whyNoJoining } from "#lib/annotator/rules/roster.ts";
import { requireUser } from "#lib/auth/access.ts";
import { readSessionUser } from "#lib/auth/session.ts";

export const metadata = { title: "Invite" };

type Props = { params: Promise<{ code: string }> };

export default async function InvitePage({ params }: Props) {
  const { code } = await params;
  const [invite, user] = await Promise.all([readInvite(code), readSessionUser()]);
  const signIn = user ? "/" : `/sign-in?next=${encodeURIComponent(`/invite/${code}`)}`;
  if (invite === null) return <NoInvite goOn={signIn} />;
  if (user && (await isInProject(await requireUser(), invite.projectId))) {
    redirect(`/judge/${invite.projectId}`);
  }
  if (whyNoJoining(invite)) return <NoJoining invite={invite} goOn={signIn} />;
  return (
    <AccountPage title={invite.projectName} lead={<InviteFacts invite={invite} />}>
      {user ? (
        <JoinButton code={code} name={user.name} />
      ) : (
        <>
          <JoinForm code={code} />
          <p className="mt-4 text-[13.5px] text-ink-2">
            {INVITED.haveAccount}{" "}
            <a href={signIn} className="font-medium underline">
              {SIGN_IN.button}
            </a>
            . {INVITED.thisForm}
          </p>
        </>
      )}
    </AccountPage>
  );
}

function NoInvite({ goOn }: { goOn: string }) {
  return (
    <AccountPage title={INVITED.unknownTitle} lead={INVITED.unknownLead}>
      <ButtonLink href={goOn} className="w-full">
        {goOn === "/" ? INVITED.start : SIGN_IN.button}
      </ButtonLink>
    </AccountPage>
  );
}

function NoJoining({ invite, goOn }: { invite: InviteView; goOn: string }) {
  const hasEnded = whyNoJoining(invite) === "ended";
  return (
    <AccountPage
      title={hasEnded ? INVITED.endedTitle : INVITED.closedTitle}
      lead={hasEnded ? endedLead(invite.projectName) : closedLead(invite.projectName, invite.invitedBy)}
    >
      <p className="mb-4 text-[13.5px] text-ink-2">{hasEnded ? INVITED.endedJoined : INVITED.joined}</p>
      <ButtonLink href={goOn} className="w-full">
        {goOn === "/" ? INVITED.start : SIGN_IN.button}
      </ButtonLink>
    </AccountPage>
  );
}
