import { AccountPage } from "#components/account/account-page.tsx";
import { EnterButton } from "#components/account/enter-button.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { isLinkGood } from "#lib/auth/one-time-link.ts";

export const metadata = { title: "Enter" };

type Props = { params: Promise<{ token: string }> };

export default async function EnterPage({ params }: Props) {
  const { token } = await params;
  if (!(await isLinkGood(token, "sign-in"))) {
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
    <AccountPage title="Enter Assay" lead="This link works once. Press the button to use it.">
      <EnterButton token={token} />
    </AccountPage>
  );
}
