"use client";

import { LogOut } from "lucide-react";
import { useTransition } from "react";
import { signOutHere } from "#components/account/sign-in.ts";
import { ThemeSwitch } from "#components/ui/page/theme-switch.tsx";

/** Who is here, the theme, and the way out. */
export function UserMenu({ name }: { name: string }) {
  const [isPending, startTransition] = useTransition();
  function leave() {
    startTransition(async () => {
      await signOutHere();
      location.assign("/sign-in");
    });
  }
  return (
    <>
      <span className="max-w-48 truncate max-sm:hidden">{name}</span>
      <span className="flex">
        <ThemeSwitch />
        <button
          type="button"
          onClick={leave}
          disabled={isPending}
          aria-label={`Sign out ${name}`}
          title="Sign out"
          className="grid size-9 place-items-center rounded-lg text-ink-2 hover:bg-sunken hover:text-ink max-sm:size-[44px]"
        >
          <LogOut aria-hidden size={16} />
        </button>
      </span>
    </>
  );
}
