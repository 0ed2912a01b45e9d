import type { ReactNode } from "react";

export type Tone = "plain" | "gold" | "good" | "bad" | "note";

const TONES: Record<Tone, string> = {
  plain: "bg-sunken text-ink-2",
  gold: "bg-gold-soft text-gold-strong",
  good: "bg-good-soft text-good",
  bad: "bg-bad-soft text-bad",
  note: "bg-note-soft text-note",
};

export function Chip({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded-full px-2 py-0.5 text-xs leading-5 whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
