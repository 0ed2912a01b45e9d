import { redirect } from "next/navigation";
import { AccountPage } from "#components/account/account-page.tsx";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { SIGN_IN } from "#components/account/words.ts";
import { nextPageSchema } from "#lib/account/schema.ts";
import { readSessionUser } from "#lib/auth/session.ts";

export const metadata = { title: SIGN_IN.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const next = nextPageSchema.parse((await searchParams).next);
  if (await readSessionUser()) redirect(next);
  return (
    <AccountPage title={SIGN_IN.title} lead={SIGN_IN.lead}>
      <SignInForm next={next} />
    </AccountPage>
  );
}
