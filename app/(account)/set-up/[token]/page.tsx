import { AccountPage } from "#components/account/account-page.tsx";
import { SetUpForm } from "#components/account/set-up-form.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { hasAdmin } from "#lib/auth/accounts.ts";
import { isLinkGood } from "#lib/auth/one-time-link.ts";

export const metadata = { title: "Set up" };

type Props = { params: Promise<{ token: string }> };

export default async function SetUpPage({ params }: Props) {
  const { token } = await params;
  if ((await hasAdmin()) || !(await isLinkGood(token, "set-up-admin"))) {
    return (
      <AccountPage
        title="This link is not good any more"
        lead="It works once, for a day, and only until there is an admin. Starting Assay again prints a fresh one while it is needed."
      >
        <ButtonLink href="/sign-in" kind="primary" className="w-full">
          Sign in
        </ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Set up Assay"
      lead="This makes the first account. It may see and steer every project."
    >
      <SetUpForm token={token} />
    </AccountPage>
  );
}
