import { Time } from "#components/ui/time.tsx";
import { RefreshWhile } from "#components/ui/waiting/refresh-while.tsx";
import { WaitingCard } from "#components/ui/waiting/waiting-card.tsx";
import type { FiguresState } from "#lib/project/figures/rules.ts";
import { FIGURES_NOTE } from "./words.ts";

/** When the figures of a page were computed, where judgments came since. */
export function FiguresNote({ asOf }: Pick<FiguresState, "asOf">) {
  if (asOf === null) return null;
  return (
    <p className="text-[13px] text-ink-3">
      {FIGURES_NOTE.computed} <Time at={asOf} />. {FIGURES_NOTE.newer}
      <RefreshWhile everySeconds={10} />
    </p>
  );
}

/** Holds the place of what is computed for the first time. */
export function FiguresPending({ title }: { title: string }) {
  return (
    <>
      <WaitingCard title={title} />
      <RefreshWhile everySeconds={3} />
    </>
  );
}

/** The methods are compared for the first time; the form below can be used without it. */
export function MethodsPending() {
  return (
    <p className="text-[13px] text-ink-3">
      {FIGURES_NOTE.comparing}
      <RefreshWhile everySeconds={10} />
    </p>
  );
}
