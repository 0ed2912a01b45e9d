"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

export type Tab = { href: string; name: string; count?: number };

/** Links to the pages of one thing; the longest that fits the address is the current one. */
export function TabsNav({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const path = usePathname();
  const fits = tabs.filter((tab) => path === tab.href || path.startsWith(`${tab.href}/`));
  const current = fits.sort((a, b) => b.href.length - a.href.length)[0];
  const mark = useRef<HTMLAnchorElement>(null);
  // Where the tabs do not fit, the current one comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address moves the mark
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for the clean-up.
    void mark.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  return (
    <nav aria-label={label} className="mb-5 overflow-x-auto border-b border-line [scrollbar-width:none]">
      <ul className="flex gap-0.5 text-[13.5px] text-ink-2">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              ref={tab === current ? mark : undefined}
              href={tab.href}
              aria-current={tab === current ? "page" : undefined}
              className="block border-b-2 border-transparent px-3 py-2.5 whitespace-nowrap -outline-offset-2 hover:text-ink aria-[current=page]:border-gold aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {tab.name}
              {tab.count ? <span className="ms-1.5 text-xs font-semibold text-bad">{tab.count}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
