"use client";

import { setUpAdminAction } from "#lib/account/actions.ts";
import { AccountForm } from "./account-form.tsx";

export function SetUpForm({ token }: { token: string }) {
  return (
    <AccountForm
      submit="Set up Assay"
      onCreate={(account) => setUpAdminAction(token, account)}
      onSignedIn={async () => "/projects"}
    />
  );
}
