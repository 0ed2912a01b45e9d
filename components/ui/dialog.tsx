"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";

type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** "sheet" lies at the side on wide screens and at the bottom on small ones. */
  shape?: "center" | "sheet";
  children: ReactNode;
};

const SHAPES = {
  center:
    "top-1/2 left-1/2 w-[min(92vw,520px)] -translate-x-1/2 -translate-y-1/2 rounded-xl border max-h-[88dvh]",
  sheet:
    "inset-y-0 end-0 w-[min(94vw,520px)] border-s max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:w-full max-sm:max-h-[82dvh] max-sm:rounded-t-xl max-sm:border-t",
};

export function Dialog({ isOpen, onOpenChange, title, shape = "center", children }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/35 transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={`fixed z-50 flex flex-col overflow-hidden border-line-2 bg-surface text-ink shadow-2xl transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 ${SHAPES[shape]}`}
        >
          <div className="flex items-start gap-3 px-5 pt-4.5 pb-3">
            <Base.Title className="font-serif text-xl font-medium">{title}</Base.Title>
            <Base.Close
              aria-label="Close"
              className="ms-auto grid size-9 shrink-0 place-items-center rounded-lg text-ink-2 hover:bg-sunken max-sm:size-[44px]"
            >
              <X aria-hidden size={17} />
            </Base.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
