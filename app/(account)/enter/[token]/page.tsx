import { AccountPage } from "#components/account/account-page.tsx";
import { ClosedLink } from "#components/account/closed-link.tsx";
import { EnterButton } from "#components/account/enter-button.tsx";
import { ENTER, enterLead } from "#components/account/words.ts";
import { readLinkName } from "#lib/account/queries.ts";

export const metadata = { title: ENTER.title };

type Props = { params: Promise<{ token: string }> };

export default async function EnterPage({ params }: Props) {
  const { token } = await params;
  const name = await readLinkName(token);
  if (name === null) return <ClosedLink lead={ENTER.closedLead} />;
  return (
    <AccountPage title={ENTER.title} lead={enterLead(name)}>
      <EnterButton token={token} />
    </AccountPage>
  );
}
