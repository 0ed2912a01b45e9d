import { AccountPage } from "#components/account/account-page.tsx";
import { EnterButton } from "#components/account/enter-button.tsx";
import { ENTER, enterLead, SIGN_IN } from "#components/account/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { readLinkName } from "#lib/account/queries.ts";

export const metadata = { title: ENTER.title };

type Props = { params: Promise<{ token: string }> };

export default async function EnterPage({ params }: Props) {
  const { token } = await params;
  const name = await readLinkName(token);
  if (name === null) {
    return (
      <AccountPage title={ENTER.closedTitle} lead={ENTER.closedLead}>
        <ButtonLink href="/sign-in" kind="primary" className="w-full">
          {SIGN_IN.button}
        </ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={ENTER.title} lead={enterLead(name)}>
      <EnterButton token={token} />
    </AccountPage>
  );
}
