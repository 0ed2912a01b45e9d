"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { WORDS } from "#components/judgment/words.ts";

/** At the side on wide screens, from below on small ones; the item stays in sight. */
export function SidePanel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside
      aria-label={title}
      className="fixed inset-y-0 end-0 z-30 flex w-[min(92vw,440px)] flex-col border-s border-line-2 bg-surface shadow-lift max-sm:inset-x-0 max-sm:top-auto max-sm:max-h-[75dvh] max-sm:w-full max-sm:rounded-t-xl max-sm:border-t"
    >
      <div className="flex items-center gap-3 border-b border-line px-5 py-2.5">
        <h2 ref={heading} tabIndex={-1} className="outline-none">
          {title}
        </h2>
        <button
          type="button"
          onClick={onClose}
          aria-label={WORDS.close}
          className="ms-auto grid size-[44px] place-items-center rounded-lg text-ink-2 hover:bg-sunken"
        >
          <X aria-hidden size={17} />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        {children}
      </div>
    </aside>
  );
}
