import type { ReactNode } from "react";

type AccountPageProps = { title: string; lead?: ReactNode; children?: ReactNode };

/** One thing to do, in the middle. */
export function AccountPage({ title, lead, children }: AccountPageProps) {
  return (
    <main className="mx-auto w-full max-w-[440px] px-4 pt-[9vh] pb-12">
      <h1 className="text-balance">{title}</h1>
      {lead && <div className="mt-2 space-y-2 text-ink-2">{lead}</div>}
      {children && (
        <div className="mt-6 rounded-[10px] border border-line bg-surface px-6 py-6 shadow-lift">
          {children}
        </div>
      )}
    </main>
  );
}
