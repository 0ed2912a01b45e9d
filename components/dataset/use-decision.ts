import { usePathname, useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { LABEL_DECISIONS } from "#lib/dataset/schema.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";

/** The decision that the page was asked with, kept in its address. What was chosen holds at once, also before the new scores. */
export function useDecision(asked: LabelDecision) {
  const router = useRouter();
  const path = usePathname();
  const [isPending, startTransition] = useTransition();
  const [chosen, show] = useOptimistic(asked);
  const choose = (next: LabelDecision) =>
    startTransition(() => {
      show(next);
      router.replace(next === LABEL_DECISIONS[0] ? path : `${path}?decision=${next}`, { scroll: false });
    });
  return { chosen, isPending, choose };
}
