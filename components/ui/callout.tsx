import type { ReactNode } from "react";
import type { Tone } from "./chip.tsx";

const TONES: Record<Tone, string> = {
  plain: "bg-sunken text-ink-2",
  gold: "bg-gold-soft text-ink",
  good: "bg-good-soft text-ink",
  bad: "bg-bad-soft text-ink",
  note: "bg-note-soft text-ink",
};

export function Callout({
  tone = "note",
  title,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      className={`rounded-lg px-4 py-3 text-[14px] ${TONES[tone]}`}
    >
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
