import type { ReactNode, RefObject } from "react";

/** Says what is missing and teaches the next step with one button. */
export function EmptyState({
  title,
  children,
  action,
  headingRef,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** Where the title takes the focus */
  headingRef?: RefObject<HTMLHeadingElement | null>;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center py-12 text-center">
      <h2
        ref={headingRef}
        tabIndex={headingRef ? -1 : undefined}
        className="font-serif text-xl font-medium outline-none"
      >
        {title}
      </h2>
      <p className="mt-2 mb-5 text-ink-2">{children}</p>
      {action}
    </div>
  );
}
