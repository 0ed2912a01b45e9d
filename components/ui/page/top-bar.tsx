import Link from "next/link";
import type { ReactNode } from "react";

function Logo() {
  return (
    <Link
      href="/"
      className="flex items-center gap-2 font-serif text-[19px] leading-none font-semibold tracking-tight"
    >
      <span
        aria-hidden
        className="size-3.5 rounded-full bg-[radial-gradient(circle_at_35%_30%,#f5d88d,var(--gold)_60%,var(--gold-strong))]"
      />
      Assay
    </Link>
  );
}

/** The bar above every page: who we are, where one can go, who is here. */
export function TopBar({
  links,
  aside,
}: {
  links: readonly { href: string; name: string }[];
  aside?: ReactNode;
}) {
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-5 border-b border-line bg-surface px-7 max-sm:px-4">
      <Logo />
      <nav aria-label="Main" className="flex gap-1 text-[13.5px] text-ink-2">
        {links.map((link) => (
          <Link
            key={link.href}
            href={link.href}
            className="rounded-md px-2.5 py-1.5 hover:bg-sunken hover:text-ink"
          >
            {link.name}
          </Link>
        ))}
      </nav>
      <div className="ms-auto flex items-center gap-3 text-[13px] text-ink-2">{aside}</div>
    </header>
  );
}
