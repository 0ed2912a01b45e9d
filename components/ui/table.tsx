import type { ComponentProps, ReactNode } from "react";

/** A table with air; it scrolls inside itself where the page is narrow. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="scroll-edge -mx-1 overflow-x-auto px-1">
      <table className="w-full border-collapse text-[13.5px]">{children}</table>
    </section>
  );
}

type CellProps = { isNumber?: boolean };

export function Th({ isNumber = false, className = "", ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={`border-b border-line py-1.5 pe-4 text-xs font-medium whitespace-nowrap text-ink-3 last:pe-0 ${isNumber ? "text-end" : "text-start"} ${className}`}
    />
  );
}

export function Td({ isNumber = false, className = "", ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      {...rest}
      className={`border-b border-line py-2.5 pe-4 align-middle last:pe-0 ${isNumber ? "text-end whitespace-nowrap" : ""} ${className}`}
    />
  );
}
