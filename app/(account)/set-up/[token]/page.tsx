import { AccountPage } from "#components/account/account-page.tsx";
import { SetUpForm } from "#components/account/set-up-form.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { hasAdmin, isLinkGood } from "#lib/account/queries.ts";

export const metadata = { title: "Set up" };

type Props = { params: Promise<{ token: string }> };

export default async function SetUpPage({ params }: Props) {
  const { token } = await params;
  if ((await hasAdmin()) || !(await isLinkGood(token, "set-up-admin"))) {
    return (
      <AccountPage
        title="This link no longer works"
        lead="A set-up link works once, for 24 hours, until there is an admin. Restart Assay for a new one."
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
      lead="This creates the first account. Admins can see and manage every project. All demo links stop working."
    >
      <SetUpForm token={token} />
    </AccountPage>
  );
}
