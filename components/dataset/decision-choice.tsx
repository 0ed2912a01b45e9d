"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { Radio } from "#components/ui/form/field.tsx";
import { LABEL_DECISIONS } from "#lib/dataset/schema.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { DECISION_WORDS } from "./words.ts";

/** Which level becomes the label. The scores above are of this choice, so the page is asked again with it. */
export function DecisionChoice({ decision }: { decision: LabelDecision }) {
  const router = useRouter();
  const path = usePathname();
  const [isPending, startTransition] = useTransition();
  const choose = (next: LabelDecision) =>
    startTransition(() =>
      router.replace(next === LABEL_DECISIONS[0] ? path : `${path}?decision=${next}`, { scroll: false }),
    );
  return (
    <fieldset className="mt-5 min-w-0" aria-busy={isPending}>
      <legend className="mb-2 text-[13.5px] font-medium">
        {DECISION_WORDS.title}
        {isPending && <span className="font-normal text-ink-3"> · {DECISION_WORDS.waiting}</span>}
      </legend>
      <div className="space-y-3">
        {LABEL_DECISIONS.map((one) => (
          <Radio
            key={one}
            name="decision"
            label={DECISION_WORDS[one].name}
            help={DECISION_WORDS[one].help}
            checked={decision === one}
            disabled={isPending}
            onChange={() => choose(one)}
          />
        ))}
      </div>
    </fieldset>
  );
}
