import type { ReactNode } from "react";
import { UserMenu } from "#components/account/user-menu.tsx";
import { TopBar } from "#components/ui/top-bar.tsx";
import { readSessionUser } from "#lib/auth/session.ts";

const LINKS = [
  { href: "/projects", name: "Projects" },
  { href: "/judge", name: "Judge" },
];

/** Draws the bar; who may see what is decided by each page. */
export default async function RequesterLayout({ children }: { children: ReactNode }) {
  const user = await readSessionUser();
  return (
    <>
      <TopBar links={user ? LINKS : []} aside={user && <UserMenu name={user.name} />} />
      {children}
    </>
  );
}
