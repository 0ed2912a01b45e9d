import { redirect } from "next/navigation";
import { SIGN_IN, START } from "#components/account/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { ThemeSwitch } from "#components/ui/page/theme-switch.tsx";
import { TopBar } from "#components/ui/page/top-bar.tsx";
import { hasAdmin, readSides } from "#lib/account/queries.ts";
import { readSessionUser } from "#lib/auth/session.ts";

export default async function StartPage() {
  const user = await readSessionUser();
  if (user) redirect((await readSides(user)).isRequesting ? "/projects" : "/judge");
  const isSetUp = await hasAdmin();
  return (
    <>
      <TopBar links={[]} aside={<ThemeSwitch />} />
      <main className="mx-auto w-full max-w-[640px] px-4 pt-[14vh] pb-12">
        <h1 className="text-balance text-[40px] leading-tight">{START.title}</h1>
        <p className="mt-4 text-[17px] text-ink-2">{START.lead}</p>
        <p className="mt-7">
          <ButtonLink href="/sign-in" kind="primary">
            {SIGN_IN.button}
          </ButtonLink>
        </p>
        {!isSetUp && <p className="mt-4 max-w-[52ch] text-[13.5px] text-ink-3">{START.firstTime}</p>}
      </main>
    </>
  );
}
