import { Radio } from "#components/ui/form/field.tsx";
import { LABEL_DECISIONS } from "#lib/dataset/schema.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { DECISION_WORDS } from "./words.ts";

type DecisionChoiceProps = {
  chosen: LabelDecision;
  isPending: boolean;
  onChange: (decision: LabelDecision) => void;
};

/** Which level becomes the label. The scores above are of this choice, so they are asked for again with it. */
export function DecisionChoice({ chosen, isPending, onChange }: DecisionChoiceProps) {
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
            checked={chosen === one}
            onChange={() => onChange(one)}
          />
        ))}
      </div>
    </fieldset>
  );
}
