import { AccountPage } from "#components/account/account-page.tsx";
import { ClosedLink } from "#components/account/closed-link.tsx";
import { SetUpForm } from "#components/account/set-up-form.tsx";
import { SET_UP } from "#components/account/words.ts";
import { hasAdmin, isLinkGood } from "#lib/account/queries.ts";

export const metadata = { title: SET_UP.title };

type Props = { params: Promise<{ token: string }> };

export default async function SetUpPage({ params }: Props) {
  const { token } = await params;
  if ((await hasAdmin()) || !(await isLinkGood(token, "set-up-admin")))
    return <ClosedLink lead={SET_UP.closedLead} />;
  return (
    <AccountPage title={SET_UP.title} lead={SET_UP.lead}>
      <SetUpForm token={token} />
    </AccountPage>
  );
}
