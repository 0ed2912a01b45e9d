"use client";

import { type FormEvent, useState, useTransition } from "react";
import { signInWithPassword } from "#components/account/sign-in.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field, Input } from "#components/ui/form/field.tsx";
import { FIELDS, OUTCOME_WORDS, SIGN_IN } from "./words.ts";

/** E-mail and password; goes on to `next` with a full load, so that no page of the earlier visitor is left. */
export function SignInForm({ next }: { next: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      const outcome = await signInWithPassword(String(form.get("email")), String(form.get("password")));
      if (outcome === "in") location.assign(next);
      else setFault(OUTCOME_WORDS[outcome]);
    });
  }

  return (
    // "post": pressed before the page is alive, a form would put the password into the address.
    <form method="post" className="space-y-4" onSubmit={submit}>
      {fault && <Callout tone="bad">{fault}</Callout>}
      <Field label={FIELDS.email}>
        {(wiring) => <Input {...wiring} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label={FIELDS.password}>
        {(wiring) => (
          <Input {...wiring} name="password" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <Button type="submit" kind="primary" isPending={isPending} className="w-full">
        {SIGN_IN.button}
      </Button>
    </form>
  );
}
