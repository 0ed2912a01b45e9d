import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-5 rounded-[5px] border border-b-2 border-line-2 bg-surface px-1.5 py-[3px] text-center font-sans text-[11px] leading-none font-medium text-ink-2">
      {children}
    </kbd>
  );
}
