"use client";

import { setUpAdminAction } from "#lib/account/actions.ts";
import { AccountForm } from "./account-form.tsx";
import { SET_UP } from "./words.ts";

export function SetUpForm({ token }: { token: string }) {
  return (
    <AccountForm
      submit={SET_UP.button}
      onCreate={(account) => setUpAdminAction(token, account)}
      onSignedIn={async () => "/projects"}
    />
  );
}
