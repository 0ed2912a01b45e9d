import { redirect } from "next/navigation";
import { AccountPage } from "#components/account/account-page.tsx";
import { JoinButton, JoinForm } from "#components/account/join-form.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { isInProject, readInvite } from "#lib/annotator/queries.ts";
import { requireUser } from "#lib/auth/access.ts";
import { readSessionUser } from "#lib/auth/session.ts";

export const metadata = { title: "Invite" };

type Props = { params: Promise<{ code: string }> };

export default async function InvitePage({ params }: Props) {
  const { code } = await params;
  const invite = await readInvite(code);
  if (invite === null) return <NotGood />;
  const user = await readSessionUser();
  if (user && (await isInProject(await requireUser(), invite.projectId))) {
    redirect(`/judge/${invite.projectId}`);
  }
  return (
    <AccountPage
      title={invite.projectName}
      lead={
        <>
          <p>
            {invite.invitedBy ? `${invite.invitedBy} invites you` : "You are invited"} to judge items for this
            project: <em className="not-italic text-ink">{invite.question}</em>
          </p>
          <p>You read a short guideline first, then answer with one key per item, as long as you like.</p>
        </>
      }
    >
      {user ? (
        <>
          <p className="mb-4 text-[13.5px] text-ink-3">Signed in as {user.name}.</p>
          <JoinButton code={code} />
        </>
      ) : (
        <>
          <JoinForm code={code} />
          <p className="mt-4 text-[13.5px] text-ink-2">
            You have an account?{" "}
            <a
              href={`/sign-in?next=${encodeURIComponent(`/invite/${code}`)}`}
              className="font-medium underline"
            >
              Sign in
            </a>
          </p>
        </>
      )}
    </AccountPage>
  );
}

function NotGood() {
  return (
    <AccountPage
      title="This invite is not good any more"
      lead="It was withdrawn, or the link is not complete. Please ask whoever sent it for a new one."
    >
      <ButtonLink href="/sign-in" className="w-full">
        Sign in
      </ButtonLink>
    </AccountPage>
  );
}
