"use client";

import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { signInWithPassword } from "#components/account/sign-in.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field, Input } from "#components/ui/form/field.tsx";
import type { AccountInput } from "#lib/account/schema.ts";
import type { ActionResult } from "#lib/action.ts";
import { FIELDS, OUTCOME_WORDS } from "./words.ts";

type AccountFormProps = {
  submit: string;
  /** Makes the account; whatever it needs beside the fields it brings along */
  onCreate: (account: AccountInput) => Promise<ActionResult<void>>;
  /** Runs after the new person is signed in, and tells where to go */
  onSignedIn: () => Promise<string>;
};

/** Makes an account and signs it in. What was typed stays when something is wrong. */
export function AccountForm({ submit, onCreate, onSignedIn }: AccountFormProps) {
  const [fault, setFault] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(fields).length > 0) focusFirstFault(form.current);
  }, [fields]);

  function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    const account = { name: text("name"), email: text("email"), password: text("password") };
    startTransition(async () => {
      const result = await onCreate(account);
      setFields(result.ok ? {} : result.fields);
      if (!result.ok) return setFault(Object.keys(result.fields).length > 0 ? null : result.message);
      const outcome = await signInWithPassword(account.email, account.password);
      if (outcome !== "in") return setFault(OUTCOME_WORDS[outcome]);
      location.assign(await onSignedIn());
    });
  }

  return (
    // "post": pressed before the page is alive, a form would put the password into the address.
    <form ref={form} method="post" className="space-y-4" onSubmit={create} noValidate>
      {fault && <Callout tone="bad">{fault}</Callout>}
      <Field label={FIELDS.name} error={fields.name}>
        {(wiring) => <Input {...wiring} name="name" autoComplete="name" maxLength={100} />}
      </Field>
      <Field label={FIELDS.email} error={fields.email}>
        {(wiring) => <Input {...wiring} name="email" type="email" autoComplete="username" />}
      </Field>
      <Field label={FIELDS.password} help={FIELDS.passwordHelp} error={fields.password}>
        {(wiring) => <Input {...wiring} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Button type="submit" kind="primary" isPending={isPending} className="w-full">
        {submit}
      </Button>
    </form>
  );
}

function focusFirstFault(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
