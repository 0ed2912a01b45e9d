import { UserMenu } from "#components/account/user-menu.tsx";
import { WORDS } from "#components/judgment/words.ts";
import { TopBar } from "#components/ui/page/top-bar.tsx";
import type { SessionUser } from "#lib/auth/session.ts";

/** The bar of the judging side, but for the desk, which has its own. */
export function JudgeBar({ user }: { user: SessionUser | null }) {
  const links: { href: string; name: string }[] = [{ href: "/judge", name: WORDS.judge }];
  if (user && user.role !== "annotator") links.unshift({ href: "/projects", name: WORDS.projects });
  return <TopBar links={user ? links : []} aside={user && <UserMenu name={user.name} />} />;
}
