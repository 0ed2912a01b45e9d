import type { ReactNode } from "react";
import { ThemeSwitch } from "#components/ui/page/theme-switch.tsx";
import { TopBar } from "#components/ui/page/top-bar.tsx";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar links={[]} aside={<ThemeSwitch />} />
      {children}
    </>
  );
}
