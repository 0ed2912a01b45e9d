import type { ReactNode } from "react";

type CardProps = { title?: ReactNode; aside?: ReactNode; className?: string; children: ReactNode };

export function Card({ title, aside, className = "", children }: CardProps) {
  return (
    <section
      className={`min-w-0 rounded-[10px] border border-line bg-surface px-5 py-4.5 shadow-lift ${className}`}
    >
      {(title || aside) && (
        <header className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 className="min-w-0">{title}</h2>
          {aside && <div className="ms-auto text-[13px] text-ink-3">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
