import { AccountPage } from "#components/account/account-page.tsx";
import { EnterButton } from "#components/account/enter-button.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { readLinkName } from "#lib/auth/one-time-link.ts";

export const metadata = { title: "Enter" };

type Props = { params: Promise<{ token: string }> };

export default async function EnterPage({ params }: Props) {
  const { token } = await params;
  const name = await readLinkName(token);
  if (name === null) {
    return (
      <AccountPage
        title="This link is not good any more"
        lead="It works once and for a day. Starting Assay again prints fresh ones."
      >
        <ButtonLink href="/sign-in" kind="primary" className="w-full">
          Sign in
        </ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Enter Assay"
      lead={`You will be signed in as ${name}. The link works once: press the button to use it.`}
    >
      <EnterButton token={token} />
    </AccountPage>
  );
}
