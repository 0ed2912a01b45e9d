import { AccountPage } from "#components/account/account-page.tsx";
import { SetUpForm } from "#components/account/set-up-form.tsx";
import { ENTER, SET_UP, SIGN_IN } from "#components/account/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { hasAdmin, isLinkGood } from "#lib/account/queries.ts";

export const metadata = { title: SET_UP.title };

type Props = { params: Promise<{ token: string }> };

export default async function SetUpPage({ params }: Props) {
  const { token } = await params;
  if ((await hasAdmin()) || !(await isLinkGood(token, "set-up-admin"))) {
    return (
      <AccountPage title={ENTER.closedTitle} lead={SET_UP.closedLead}>
        <ButtonLink href="/sign-in" kind="primary" className="w-full">
          {SIGN_IN.button}
        </ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={SET_UP.title} lead={SET_UP.lead}>
      <SetUpForm token={token} />
    </AccountPage>
  );
}
