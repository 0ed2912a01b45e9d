"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { Radio } from "#components/ui/form/field.tsx";
import { DECISIONS, type Decision } from "#lib/dataset/schema.ts";
import { DECISION_WORDS } from "./words.ts";

/** Which level becomes the label. The scores above are of this choice, so the page is asked again with it. */
export function DecisionChoice({ decision }: { decision: Decision }) {
  const router = useRouter();
  const path = usePathname();
  const [isPending, startTransition] = useTransition();
  const choose = (next: Decision) =>
    startTransition(() =>
      router.replace(next === DECISIONS[0] ? path : `${path}?decision=${next}`, { scroll: false }),
    );
  return (
    <fieldset className="mt-5 min-w-0" aria-busy={isPending}>
      <legend className="mb-2 text-[13.5px] font-medium">
        {DECISION_WORDS.title}
        {isPending && <span className="font-normal text-ink-3"> · {DECISION_WORDS.waiting}</span>}
      </legend>
      <div className="space-y-3">
        {DECISIONS.map((one) => (
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
