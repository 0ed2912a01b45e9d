import { useState, useTransition } from "react";
import { toast } from "#components/ui/toast.tsx";
import { planReopeningAction, reopenItemsAction } from "#lib/item/reopening/actions.ts";
import type { ReopeningPlan } from "#lib/item/reopening/rules.ts";
import type { Reopening } from "#lib/item/reopening/schema.ts";
import { itemsReopenedInWords, NOTHING_TO_REOPEN } from "./words.ts";

type Asked = { input: Reopening; plan: ReopeningPlan };

/** Reopens items in two steps: first the numbers, then the act. */
export function useReopening(projectId: string) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  function ask(input: Reopening) {
    startTransition(async () => {
      const result = await planReopeningAction(projectId, input);
      if (!result.ok) return setFault(Object.values(result.fields)[0] ?? result.message);
      const isNothing = result.data.items === 0;
      setFault(isNothing ? NOTHING_TO_REOPEN : null);
      setAsked(isNothing ? null : { input, plan: result.data });
    });
  }

  function confirm() {
    startTransition(async () => {
      if (asked === null) return;
      const result = await reopenItemsAction(projectId, asked.input);
      setAsked(null);
      if (!result.ok) return setFault(result.message);
      const { items, judgments } = result.data;
      toast.success(itemsReopenedInWords(items, judgments));
    });
  }

  return { asked, fault, isPending, ask, confirm, leave: () => setAsked(null) };
}
