import Link from "next/link";
import type { ReactNode } from "react";

type SectionHeaderProps = {
  back: { readonly href: string; readonly name: string };
  title: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
};

/** Of the title, which takes the focus where what led to the page is gone. */
export const SECTION_TITLE_ID = "section-title";

/** The head of a page below a tab: the way back, what it is, and what to know. */
export function SectionHeader({ back, title, aside, children }: SectionHeaderProps) {
  return (
    <header className="flex flex-wrap items-end gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <Link href={back.href} className="text-[13px] text-ink-3 hover:text-ink">
          ← {back.name}
        </Link>
        <h2
          id={SECTION_TITLE_ID}
          tabIndex={-1}
          className="mt-0.5 font-serif text-2xl font-medium break-words outline-none"
        >
          {title}
        </h2>
        {children && <p className="mt-1 max-w-[68ch] text-ink-2">{children}</p>}
      </div>
      {aside}
    </header>
  );
}
