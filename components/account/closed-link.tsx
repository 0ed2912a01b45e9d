import { ButtonLink } from "#components/ui/button.tsx";
import { AccountPage } from "./account-page.tsx";
import { ENTER, SIGN_IN } from "./words.ts";

/** What a one-time link opens that was used, has expired or leads nowhere any more. */
export function ClosedLink({ lead }: { lead: string }) {
  return (
    <AccountPage title={ENTER.closedTitle} lead={lead}>
      <ButtonLink href="/sign-in" kind="primary" className="w-full">
        {SIGN_IN.button}
      </ButtonLink>
    </AccountPage>
  );
}
