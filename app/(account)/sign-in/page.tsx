import { redirect } from "next/navigation";
import { AccountPage } from "#components/account/account-page.tsx";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { nextPageSchema } from "#lib/account/schema.ts";
import { readSessionUser } from "#lib/auth/session.ts";

export const metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const next = nextPageSchema.parse((await searchParams).next);
  if (await readSessionUser()) redirect(next);
  return (
    <AccountPage
      title="Sign in"
      lead="Annotators get an account through an invite, requesters from whoever runs this Assay."
    >
      <SignInForm next={next} />
    </AccountPage>
  );
}
