import { redirect } from "next/navigation";
import { AccountPage } from "#components/account/account-page.tsx";
import { InviteFacts } from "#components/account/invite-facts.tsx";
import { JoinButton, JoinForm } from "#components/account/join-form.tsx";
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
            Already have an account?{" "}
            <a href={signIn} className="font-medium underline">
              Sign in
            </a>{" "}
            to join with it. This form makes a new account.
          </p>
        </>
      )}
    </AccountPage>
  );
}

function NoInvite({ goOn }: { goOn: string }) {
  return (
    <AccountPage
      title="There is no such invite"
      lead="The link is not complete, or it was mistyped. Please ask whoever sent it to send it once more."
    >
      <ButtonLink href={goOn} className="w-full">
        {goOn === "/" ? "To the start" : "Sign in"}
      </ButtonLink>
    </AccountPage>
  );
}

function NoJoining({ invite, goOn }: { invite: InviteView; goOn: string }) {
  const hasEnded = whyNoJoining(invite) === "ended";
  return (
    <AccountPage
      title={hasEnded ? "This project has ended" : "This invite is closed"}
      lead={
        hasEnded
          ? `${invite.projectName} is finished and takes nobody in any more.`
          : `Nobody joins ${invite.projectName} by this link any more. Please ask ${invite.invitedBy ?? "whoever sent it"} for a new one.`
      }
    >
      <p className="mb-4 text-[13.5px] text-ink-2">Whoever has joined already can go on as before.</p>
      <ButtonLink href={goOn} className="w-full">
        {goOn === "/" ? "To the start" : "Sign in"}
      </ButtonLink>
    </AccountPage>
  );
}
