import { AccountPage } from "#components/account/account-page.tsx";
import { EnterButton } from "#components/account/enter-button.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { readLinkName } from "#lib/account/queries.ts";

export const metadata = { title: "Enter" };

type Props = { params: Promise<{ token: string }> };

export default async function EnterPage({ params }: Props) {
  const { token } = await params;
  const name = await readLinkName(token);
  if (name === null) {
    return (
      <AccountPage
        title="This link no longer works"
        lead="A one-time link works once, for 24 hours. Demo links work until Assay has an admin."
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
