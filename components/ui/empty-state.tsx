import type { ReactNode } from "react";

/** Says what is missing and teaches the next step with one button. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center py-12 text-center">
      <h2 className="font-serif text-xl font-medium">{title}</h2>
      <p className="mt-2 mb-5 text-ink-2">{children}</p>
      {action}
    </div>
  );
}
