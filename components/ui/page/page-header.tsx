import type { ReactNode } from "react";

type PageHeaderProps = { eyebrow?: ReactNode; title: ReactNode; lead?: ReactNode; actions?: ReactNode };

export function PageHeader({ eyebrow, title, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-wrap items-end gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        {eyebrow && <div className="mb-1 text-xs tracking-wide text-ink-3">{eyebrow}</div>}
        <h1>{title}</h1>
        {lead && <p className="mt-1.5 max-w-[68ch] text-ink-2">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

/** The width and the air of a page. */
export function PageMain({ children, isNarrow = false }: { children: ReactNode; isNarrow?: boolean }) {
  return (
    <main
      className={`mx-auto w-full px-7 pt-6 pb-12 max-sm:px-4 ${isNarrow ? "max-w-[760px]" : "max-w-[1180px]"}`}
    >
      {children}
    </main>
  );
}
