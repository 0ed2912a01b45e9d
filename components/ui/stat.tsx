import type { ReactNode } from "react";

/** One number large, and underneath what is to be known of it. */
export function Stat({ value, children }: { value: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <div className="font-serif text-[38px] leading-tight font-medium tracking-tight">{value}</div>
      {children && <div className="mt-1 text-[13px] text-ink-2">{children}</div>}
    </div>
  );
}

/** Names and values side by side. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-[13.5px]">
      {facts.map((fact) => (
        <div key={fact.name} className="contents">
          <dt className="text-ink-3">{fact.name}</dt>
          <dd className="min-w-0 break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
