import type { ReactNode } from "react";
import { UserMenu } from "#components/account/user-menu.tsx";
import { DraftOwner } from "#components/ui/draft/draft.tsx";
import { TopBar } from "#components/ui/page/top-bar.tsx";
import { readSides } from "#lib/account/queries.ts";
import { readSessionUser } from "#lib/auth/session.ts";

const PROJECTS = { href: "/projects", name: "Projects" };
const JUDGE = { href: "/judge", name: "Judge" };

/** Draws the bar; who may see what is decided by each page. */
export default async function RequesterLayout({ children }: { children: ReactNode }) {
  const user = await readSessionUser();
  const isJudging = user !== null && (await readSides(user)).isJudging;
  const links = isJudging ? [PROJECTS, JUDGE] : [PROJECTS];
  return (
    <>
      <TopBar links={user ? links : []} aside={user && <UserMenu name={user.name} />} />
      <DraftOwner userId={user?.userId ?? null}>{children}</DraftOwner>
    </>
  );
}
